"""The Web API's views.* methods: modals and home tabs."""

from typing import TYPE_CHECKING

from tests.slack.fake.blocks import with_ids
from tests.slack.fake.faults import SlackError
from tests.slack.fake.records import Call, View
from tests.slack.fake.world import Payload, Workspace
from tests.slack.published import problems_of_view

if TYPE_CHECKING:
    from tests.slack.fake.state import State


def open_view(slack: "State", call: Call, _workspace: Workspace) -> Payload:
    """views.open and views.push."""
    payload = checked(slack, call.method, call.arguments.get("view"))
    team, user = slack.use_trigger(call.text("trigger_id"))
    return {"view": show(slack, team, user, payload).as_payload()}


def update_view(slack: "State", call: Call, workspace: Workspace) -> Payload:
    """views.update."""
    view = _found(slack, call)
    if view is None or view.team != workspace.id:
        raise SlackError("not_found")
    if call.text("hash") and call.text("hash") != view.hash:
        raise SlackError("hash_conflict")
    replace(slack, view, checked(slack, call.method, call.arguments.get("view")))
    return {"view": view.as_payload()}


def publish(slack: "State", call: Call, workspace: Workspace) -> Payload:
    """views.publish."""
    user = workspace.user(call.text("user_id"))
    payload = checked(slack, call.method, call.arguments.get("view"))
    view = slack.home(user)
    if view is None:
        view = View(slack.number("V"), workspace.id, user.id, {}, "")
        slack.homes[workspace.id, user.id] = view
    replace(slack, view, payload)
    return {"view": view.as_payload()}


def show(slack: "State", team: str, user: str, payload: Payload) -> View:
    """A new modal on top of what the user has open."""
    view = View(slack.number("V"), team, user, {}, "")
    slack.bounded(slack.views)[view.id] = view
    replace(slack, view, payload)
    return view


def replace(slack: "State", view: View, payload: Payload) -> None:
    """Puts new content into a view."""
    view.payload = {**payload, "blocks": with_ids(payload.get("blocks", []))}
    view.hash = slack.number("hash.")
    slack.changed()


def checked(slack: "State", where: str, payload: object) -> Payload:
    """A view, its problems noted.

    Raises:
        SlackError: invalid_arguments, as Slack would refuse it.
    """
    if not isinstance(payload, dict):
        raise SlackError("invalid_arguments")
    found = problems_of_view(payload) if slack.is_strict else []
    slack.check(where, found)
    if found:
        raise SlackError("invalid_arguments", response_metadata={"messages": found})
    return payload


def _found(slack: "State", call: Call) -> View | None:
    if call.text("view_id"):
        return slack.views.get(call.text("view_id"))
    external = call.text("external_id")
    return next((view for view in slack.views.values() if view.payload.get("external_id") == external), None)
