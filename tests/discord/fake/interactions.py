"""What a person does by hand in a loopback Discord: commands, buttons, selects, modals (Interactions, Receiving)."""

import asyncio
from collections.abc import Mapping
from typing import Any

from tests.discord.fake.commands import CHAT_INPUT, ON_MESSAGE, filled, installed_for, owners, shown_command
from tests.discord.fake.components import BUTTON, SELECTS, find
from tests.discord.fake.envelopes import new_interaction
from tests.discord.fake.forms import filled_in
from tests.discord.fake.interaction import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL, Interaction
from tests.discord.fake.message import Message
from tests.discord.fake.people import People
from tests.discord.fake.world import Channel, Payload, User


class Interactions(People):
    """A Discord whose users use commands and press buttons; each call sends the interaction and gives it."""

    def slash(self, user: User, channel: Channel, name: str, values: Mapping[str, Any] = {}) -> Interaction:
        """Uses a slash command; a subcommand's name follows the command's after a space.

        Raises:
            LookupError: They can't: it is not registered or not shown to them here, or the options don't fit.
        """
        return self._send(self._command(user, channel, name, values))

    async def autocomplete(
        self, user: User, channel: Channel, name: str, values: Mapping[str, Any], seconds: float = 5.0
    ) -> list[Payload]:
        """Types into the last of a slash command's options and gives the choices the bot suggests.

        Raises:
            LookupError: They can't.
            TimeoutError: The bot suggested nothing in so many seconds.
        """
        interaction = self._send(self._command(user, channel, name, values, AUTOCOMPLETE))
        async with asyncio.timeout(seconds):
            await asyncio.shield(interaction.acked)
        return interaction.choices or []

    def context_menu(self, user: User, name: str, message: Message) -> Interaction:
        """Uses a command from the menu of a message.

        Raises:
            LookupError: They can't.
        """
        command = shown_command(self, user, message.channel, name, ON_MESSAGE)
        installed = installed_for(self, user, message.channel, command)
        interaction = new_interaction(self, COMMAND, user, message.channel, installed)
        resolved = {"messages": {str(message.id): message.as_payload()}}
        interaction.payload["data"] = _named(command) | {"target_id": str(message.id), "resolved": resolved}
        interaction.metadata |= {"name": name, "command_type": ON_MESSAGE, "target_message_id": str(message.id)}
        return self._send(interaction)

    def press(self, user: User, message: Message, custom_id: str) -> Interaction:
        """Presses a button.

        Raises:
            LookupError: There is no such button, or it can't be pressed.
        """
        return self._use(user, message, _usable(user, message, custom_id, {BUTTON}), {})

    def choose(self, user: User, message: Message, custom_id: str, *values: str) -> Interaction:
        """Chooses from a select.

        Raises:
            LookupError: There is no such select or option.
        """
        component = _usable(user, message, custom_id, SELECTS)
        offered = {option["value"] for option in component.get("options", ())}
        if offered and not set(values) <= offered:
            raise LookupError(f"{custom_id!r} has no options {values} among {sorted(offered)}")
        return self._use(user, message, component, {"values": list(values)})

    def submit(self, user: User, source: Interaction, values: Mapping[str, Any]) -> Interaction:
        """Fills in and submits the modal that an interaction was answered with.

        Raises:
            LookupError: There is no modal, or it does not take these values.
        """
        if source.modal is None:
            raise LookupError("no modal is open")
        interaction = new_interaction(self, MODAL, user, source.message or source.channel, source.installed)
        custom_id = source.modal["custom_id"]
        interaction.payload["data"] = {"custom_id": custom_id, "components": filled_in(source.modal, values)}
        interaction.metadata["triggering_interaction_metadata"] = source.metadata
        return self._send(interaction)

    async def shown(self, interaction: Interaction, seconds: float = 5.0) -> Message:
        """Waits until an interaction has made something readable and gives it.

        Raises:
            TimeoutError: It made nothing so in so many seconds.
        """
        return await self.until(lambda: interaction.shown, seconds)

    def _command(
        self, user: User, channel: Channel, name: str, values: Mapping[str, Any], kind: int = COMMAND
    ) -> Interaction:
        first, *path = name.split()
        command = shown_command(self, user, channel, first, CHAT_INPUT)
        options = filled(command, path, values, is_typing=kind == AUTOCOMPLETE)
        interaction = new_interaction(self, kind, user, channel, installed_for(self, user, channel, command))
        interaction.payload["data"] = _named(command) | {"options": options, "resolved": _resolved(channel, values)}
        interaction.metadata |= {"name": name, "command_type": CHAT_INPUT}
        return interaction

    def _use(self, user: User, message: Message, component: Payload, chosen: Payload) -> Interaction:
        place = {"0": owners(self, user, message.channel).get("0", "0")}
        installed = message.interaction.installed if message.interaction else place
        interaction = new_interaction(self, COMPONENT, user, message, installed)
        ids = {"custom_id": component["custom_id"], "component_type": component["type"], "id": component["id"]}
        interaction.payload["data"] = ids | chosen
        interaction.metadata["interacted_message_id"] = str(message.id)
        return self._send(interaction)

    def _send(self, interaction: Interaction) -> Interaction:
        self.keep_interaction(interaction)
        self.repeat(interaction)
        return interaction


def _named(command: Payload) -> Payload:
    ids = {"id": command["id"], "name": command["name"], "type": command["type"]}
    return ids | ({"guild_id": command["guild_id"]} if "guild_id" in command else {})


def _resolved(channel: Channel, values: Mapping[str, Any]) -> Payload:
    """What the ids among the values stand for."""
    found: dict[str, Payload] = {"users": {}, "members": {}, "channels": {}, "roles": {}}
    for value in values.values():
        if isinstance(value, User):
            found["users"][str(value.id)] = value.as_payload()
            if channel.guild is not None and value.id in channel.guild.members:
                found["members"][str(value.id)] = channel.guild.members[value.id].as_payload()
        elif isinstance(value, Channel):
            found["channels"][str(value.id)] = value.as_payload() | {"permissions": "0"}
        elif hasattr(value, "id"):
            found["roles"][str(value.id)] = value.as_payload()
    return {name: table for name, table in found.items() if table}


def _usable(user: User, message: Message, custom_id: str, kinds: set[int] | frozenset[int]) -> Payload:
    if message.is_deleted or message.seen_by not in (None, user):
        raise LookupError(f"{user.name} does not see the message")
    component = find(message.components, "custom_id", custom_id)
    if component["type"] not in kinds or component.get("disabled"):
        raise LookupError(f"{custom_id!r} can't be used so")
    return component
