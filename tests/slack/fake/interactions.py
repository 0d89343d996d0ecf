"""What a person does in a workspace by hand: presses, chooses, types into a select, submits, uses shortcuts."""

import asyncio
from collections.abc import Mapping
from typing import Any

from tests.slack.fake.blocks import elements, find, option
from tests.slack.fake.delivery import Delivery
from tests.slack.fake.people import People
from tests.slack.fake.records import View
from tests.slack.fake.world import Channel, Message, Payload, User

Surface = Message | View
Value = str | Payload | list[str] | list[Payload]
"""What is put into an input: a text or time, an option or its value, several of them where several may be chosen."""


class Interactions(People):
    """A Slack whose users press and choose; each call waits for the acknowledgement and gives the delivery."""

    async def press(self, user: User, where: Surface, action_id: str, value: str = "") -> Delivery:
        """Presses a button; of feedback buttons (or several with one action_id) the one with this value.

        Raises:
            LookupError: There is no such button.
        """
        block_id, element = find(_blocks(where), action_id, value)
        return await self._act(user, where, block_id, _pressed(element, value))

    async def choose(self, user: User, where: Surface, action_id: str, choice: str | Payload) -> Delivery:
        """Chooses an option, by its value; of an external select by an option that `type_into` gave.

        Raises:
            LookupError: There is no such element or option.
        """
        block_id, element = find(_blocks(where), action_id)
        selected = option(element, choice) if isinstance(choice, str) else choice
        fields = {"action_id": action_id, "type": element["type"], "selected_option": selected}
        return await self._act(user, where, block_id, fields)

    async def type_into(self, user: User, where: Surface, action_id: str, text: str) -> list[Payload]:
        """Types into an external select and gives the options the bot suggests (those of groups in one list)."""
        block_id, _ = find(_blocks(where), action_id)
        container = {"container": self._container(where)} | self._surface(where)
        typed = {"action_id": action_id, "block_id": block_id, "value": text}
        delivery = self._interactive("block_suggestion", user)
        delivery.payload |= container | typed
        answer = await self._acknowledged(delivery) or {}
        grouped = [found for group in answer.get("option_groups", []) for found in group["options"]]
        return [*answer.get("options", []), *grouped]

    async def submit(self, user: User, view: View, values: Mapping[str, Value]) -> Any:
        """Submits a modal with values by action_id (text, an option's value, or an option); gives the bot's answer.

        Raises:
            LookupError: The modal has no such input.
        """
        delivery = self._interactive("view_submission", user)
        shown = view.as_payload() | {"state": {"values": _state(view, values)}}
        delivery.payload |= {"view": shown, "response_urls": [], "trigger_id": self.trigger(user)}
        return await self._acknowledged(delivery)

    async def close(self, user: User, view: View) -> Delivery:
        """Closes a modal."""
        view.is_open = False
        delivery = self._interactive("view_closed", user)
        delivery.payload |= {"view": view.as_payload(), "is_cleared": False}
        await self._acknowledged(delivery)
        return delivery

    async def message_shortcut(self, user: User, message: Message, callback_id: str) -> Delivery:
        """Uses a shortcut on a message."""
        channel = self.channel_of(message)
        delivery = self._interactive("message_action", user)
        delivery.payload |= {
            "callback_id": callback_id,
            "trigger_id": self.trigger(user),
            "response_url": self.hook(delivery, user, channel.id),
            "message_ts": message.ts,
            "channel": {"id": channel.id, "name": channel.name},
            "message": message.as_payload(),
        }
        await self._acknowledged(delivery)
        return delivery

    async def global_shortcut(self, user: User, callback_id: str) -> Delivery:
        """Uses a shortcut from anywhere."""
        delivery = self._interactive("shortcut", user)
        delivery.payload |= {"callback_id": callback_id, "trigger_id": self.trigger(user)}
        await self._acknowledged(delivery)
        return delivery

    async def _act(self, user: User, where: Surface, block_id: str, action: Payload) -> Delivery:
        delivery = self._interactive("block_actions", user)
        delivery.payload |= self._surface(where) | {
            "container": self._container(where),
            "trigger_id": self.trigger(user),
            "actions": [{"block_id": block_id, "action_ts": self.timestamp(), **action}],
            "state": {"values": {}},
        }
        if isinstance(where, Message):
            delivery.payload["response_url"] = self.hook(delivery, user, where.channel, where)
        await self._acknowledged(delivery)
        return delivery

    def _interactive(self, kind: str, user: User) -> Delivery:
        workspace = self.home_of(user)
        delivery = self.prepare("interactive")
        delivery.payload = {
            "type": kind,
            "token": "loopback",
            "api_app_id": self.app_id,
            "team": {"id": workspace.id, "domain": workspace.name.lower()},
            "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": workspace.id},
            "enterprise": None,
            "is_enterprise_install": False,
            "action_ts": self.timestamp(),
        }
        return delivery

    async def _acknowledged(self, delivery: Delivery, seconds: float = 5.0) -> Any:
        self.send(delivery)
        async with asyncio.timeout(seconds):
            return await asyncio.shield(delivery.acked)

    def _container(self, where: Surface) -> Payload:
        if isinstance(where, View):
            return {"type": "view", "view_id": where.id}
        thread = {"thread_ts": where.thread_ts} if where.thread_ts else {}
        ids = {"message_ts": where.ts, "channel_id": where.channel, **thread}
        return {"type": "message", **ids, "is_ephemeral": where.is_ephemeral}

    def _surface(self, where: Surface) -> Payload:
        """The message or view; Slack does not send an ephemeral message along."""
        if isinstance(where, View):
            return {"view": where.as_payload()}
        channel: Channel = self.channel_of(where)
        message = {} if where.is_ephemeral else {"message": where.as_payload()}
        return {"channel": {"id": channel.id, "name": channel.name}, **message}


def _blocks(where: Surface) -> list[Payload]:
    found: list[Payload] = where.payload["blocks"] if isinstance(where, View) else where.blocks
    return found


def _pressed(element: Payload, value: str) -> Payload:
    """The action of a pressed button."""
    if element["type"] == "feedback_buttons":
        buttons = {button["value"]: button for button in (element["positive_button"], element["negative_button"])}
        if value not in buttons:
            raise LookupError(f"no feedback button {value!r} among {list(buttons)}")
        element = {**buttons[value], "type": element["type"], "action_id": element["action_id"]}
    kept = ("type", "action_id", "text", "value")
    return {name: element[name] for name in kept if name in element}


def _state(view: View, values: Mapping[str, Value]) -> Payload:
    """The state of a modal's inputs; those without a value are empty."""
    found = {element["action_id"]: (block_id, element) for block_id, element in elements(_blocks(view))}
    missing = values.keys() - found.keys()
    if missing:
        raise LookupError(f"no inputs {sorted(missing)} among {list(found)}")
    state: Payload = {}
    for action_id, (block_id, element) in found.items():
        if element["type"] not in ("button", "overflow"):
            state.setdefault(block_id, {})[action_id] = _input(element, values.get(action_id))
    return state


def _several(element: Payload, values: Value) -> list[Payload]:
    """Options by their values, or as they are; those of an external select are what the bot gave."""
    return [option(element, value) if isinstance(value, str) else value for value in values]


def _input(element: Payload, value: Value | None) -> Payload:
    if element["type"] == "plain_text_input":
        return {"type": element["type"], "value": element.get("initial_value") if value is None else value}
    if element["type"] == "timepicker":
        return {"type": element["type"], "selected_time": element.get("initial_time") if value is None else value}
    if element["type"] in {"checkboxes", "multi_external_select"}:
        several = element.get("initial_options", []) if value is None else _several(element, value)
        return {"type": element["type"], "selected_options": several}
    chosen = option(element, value) if isinstance(value, str) else value
    return {"type": element["type"], "selected_option": chosen or element.get("initial_option")}
