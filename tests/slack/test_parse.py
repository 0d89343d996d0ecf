"""Slack's payloads taken apart."""

from typing import Any

import pytest

from bot.adapters.slack.parse import Change, change, command, message, plain, press, workspace
from bot.clock import today
from handlers.request import Place, Settings

BOT = "U0BOT"


def event(text: str | None = "hello", **more: Any) -> dict[str, Any]:
    """A message event of a person in a channel."""
    return {"type": "message", "channel": "C1", "user": "U1", "ts": "1.5", "text": text, **more}


def test_a_mention_is_addressed_and_its_text_is_without_the_mention() -> None:
    """What is left of a mention is the question."""
    heard = message(event(f"<@{BOT}> what is cainiao?"), "T1", BOT)

    assert heard
    assert heard.text == "what is cainiao?"
    assert heard.is_addressed
    assert not heard.mentions_others


def test_both_events_of_a_mention_have_the_same_key() -> None:
    """``app_mention`` and ``message`` of one text are told to be one."""
    one = message(event(f"<@{BOT}> hi", type="app_mention", event_ts="1.5"), "T1", BOT)
    other = message(event(f"<@{BOT}> hi", channel_type="channel"), "T1", BOT)

    assert one
    assert other
    assert one.key == other.key


def test_a_mention_is_answered_in_its_thread() -> None:
    """Outside a thread the message itself becomes the root of one."""
    top = message(event(f"<@{BOT}> hi"), "T1", BOT)
    within = message(event(f"<@{BOT}> hi", thread_ts="1.1"), "T1", BOT)

    assert top
    assert within
    assert top.place == Place("slack", "T1", "C1", "1.5")
    assert within.place.thread == "1.1"


def test_a_direct_message_is_addressed_and_answered_beneath_it() -> None:
    """Nobody needs to mention the bot when nobody else is there."""
    heard = message(event(channel="D1", channel_type="im"), "T1", BOT)

    assert heard
    assert heard.is_addressed
    assert heard.place == Place("slack", "T1", "D1", "")


def test_another_person_who_is_mentioned_is_noticed() -> None:
    """A turn to somebody else is told by the mention; who that is does not stay in the text."""
    heard = message(event(f"<@{BOT}> ask <@U2>"), "T1", BOT)

    assert heard
    assert heard.mentions_others
    assert heard.text == "ask @…"


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "B2"},
        {"user": BOT},
        {"user": None},
        {"subtype": "channel_join"},
        {"subtype": "bot_message"},
        {"subtype": "message_changed"},
    ],
)
def test_what_no_person_said_just_now_is_no_message(more: dict[str, Any]) -> None:
    """Bots, the bot itself, and what Slack writes are not answered."""
    assert message(event(**more), "T1", BOT) is None


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast"])
def test_a_message_with_a_file_or_shown_in_the_channel_too_is_one(subtype: str) -> None:
    """These subtypes are what a person wrote."""
    assert message(event(subtype=subtype), "T1", BOT)


def test_a_message_without_text_is_one_all_the_same() -> None:
    """A file without words has an empty text."""
    heard = message(event(None), "T1", BOT)

    assert heard
    assert heard.text == ""


@pytest.mark.parametrize("text", ["stop", "Stop.", "please stop!", "that's all", "enough"])
def test_stop_is_understood(text: str) -> None:
    """A person can send the bot away in plain words."""
    heard = message(event(text), "T1", BOT)

    assert heard
    assert heard.says_stop


def test_stop_within_a_question_is_none() -> None:
    """A question about stopping is a question."""
    heard = message(event("when did they stop?"), "T1", BOT)

    assert heard
    assert not heard.says_stop


def test_an_edit_is_told_with_the_new_text() -> None:
    """What was written anew comes as the message it is now."""
    found = change(
        event(subtype="message_changed", message=event("new"), previous_message=event("old")) | {"user": None},
        "T1",
        BOT,
    )

    assert found
    assert found[0] is Change.EDITED
    assert found[1].text == "new"


def test_an_unfurled_link_is_no_edit() -> None:
    """Slack changes messages by itself; the text tells."""
    assert change(event(subtype="message_changed", message=event("a"), previous_message=event("a")), "T1", BOT) is None


@pytest.mark.parametrize("after", [{}, {"message": event("x", subtype="tombstone")}])
def test_a_deletion_is_told_with_the_text_that_was(after: dict[str, Any]) -> None:
    """A message with replies leaves a tombstone, one without is gone."""
    subtype = "message_changed" if after else "message_deleted"
    found = change(event(subtype=subtype, previous_message=event("old"), **after), "T1", BOT)

    assert found
    assert found[0] is Change.DELETED
    assert found[1].text == "old"


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("see <https://example.org/a|example.org>", "see example.org"),
        ("see <https://example.org/a>", "see https://example.org/a"),
        ("<mailto:a@b.org|a@b.org>", "a@b.org"),
        ("&amp;lt;", "&lt;"),
        ("settings <#C1|general>", "settings <#C1|general>"),
    ],
)
def test_a_text_is_read_as_it_was_typed(sent: str, typed: str) -> None:
    """Entities and links are Slack's own writing."""
    assert plain(sent) == typed


def test_a_command_is_a_request_in_its_channel() -> None:
    """The trigger is the id by which a repetition is told."""
    body = {"team_id": "T1", "channel_id": "C1", "user_id": "U1", "text": " cainiao ", "trigger_id": "t.1"}

    request = command(body, today(), Settings())

    assert request.text == "cainiao"
    assert request.place == Place("slack", "T1", "C1")
    assert (request.user, request.id) == ("U1", "t.1")


@pytest.mark.parametrize(
    "body",
    [
        {"team_id": "T1"},
        {"team": {"id": "T1"}, "user": {"id": "U1"}},
        {"team": None, "user": {"id": "U1", "team_id": "T1"}},
    ],
)
def test_the_workspace_is_found_wherever_slack_names_it(body: dict[str, Any]) -> None:
    """Commands, buttons and views each name it elsewhere."""
    assert workspace(body) == "T1"


def test_a_modal_belongs_to_the_workspace_that_opened_it() -> None:
    """In a shared channel somebody of another company may send it off, whose own workspace stands beside."""
    view = {"id": "V1", "type": "modal", "team_id": "T1", "app_installed_team_id": "T1"}

    assert workspace({"team": {"id": "T2"}, "user": {"id": "U2", "team_id": "T2"}, "view": view}) == "T1"
    assert press(pressed(team={"id": "T2"}, view=view)).place.workspace == "T1"


def test_a_whole_organisation_counts_as_the_workspace_where_it_installed_the_bot() -> None:
    """The id of the organisation stands where there is none of a team."""
    assert workspace({"team": None, "user": {"id": "U1"}, "enterprise": {"id": "E1"}}) == "E1"


def pressed(**more: Any) -> dict[str, Any]:
    """A button pressed in a channel's message."""
    return {
        "team": {"id": "T1"},
        "user": {"id": "U1", "name": "dana"},
        "channel": {"id": "C1"},
        "container": {"type": "message", "message_ts": "2.0", "channel_id": "C1"},
        "message": {"ts": "2.0"},
        "trigger_id": "t.1",
        "response_url": "http://127.0.0.1/r",
        "actions": [{"action_id": "say:0", "value": "Alipay", "action_ts": "9.9"}],
    } | more


def test_a_button_is_answered_in_the_thread_of_its_message() -> None:
    """The message with the button becomes the root, unless it stands in a thread itself."""
    assert press(pressed()).place.thread == "2.0"
    assert press(pressed(message={"ts": "2.0", "thread_ts": "1.0"})).place.thread == "1.0"


def test_a_button_in_a_private_reply_is_private() -> None:
    """Slack sends no message along, only where it was."""
    container = {"type": "message", "message_ts": "2.0", "channel_id": "C1", "is_ephemeral": True}

    assert press(pressed(message=None, container=container)).is_private


def test_a_chosen_option_is_what_it_stands_for() -> None:
    """The picker's value comes in another place than a button's."""
    actions = [{"action_id": "topic", "selected_option": {"value": "alipay"}, "action_ts": "9.9"}]

    assert press(pressed(actions=actions)).value == "alipay"


def test_two_presses_are_two_and_one_sent_twice_is_one() -> None:
    """The time of the press is in the key."""
    again = [{"action_id": "say:0", "value": "Alipay", "action_ts": "10.1"}]

    assert press(pressed()).key == press(pressed()).key
    assert press(pressed()).key != press(pressed(actions=again)).key


def test_a_button_in_a_modal_or_on_the_home_knows_where_it_is() -> None:
    """A modal can be changed, the App Home can only open one."""
    modal = press(pressed(channel=None, message=None, container={}, view={"id": "V1", "type": "modal"}))
    home = press(pressed(channel=None, message=None, container={}, view={"id": "V2", "type": "home"}))

    assert (modal.view, modal.is_home) == ("V1", False)
    assert (home.view, home.is_home) == ("", True)
