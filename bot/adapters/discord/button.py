"""Every button and menu of the bot, of any message it ever sent: what it means stands in its custom_id."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Self

import discord
from discord.ui import DynamicItem, Item

Pressed = Callable[[discord.Interaction[Any], str], None]
_ANY = r"(?s:.*)"  # of this version of the codes, of any other, and of what else the application once was


def button(pressed: Pressed) -> type[DynamicItem[Item[Any]]]:
    """The kind of item whose presses go to a listener, with the value that was chosen, "" for none."""

    class Button(DynamicItem[Item[Any]], template=_ANY):
        @classmethod
        async def from_custom_id(
            cls, interaction: discord.Interaction[Any], item: Item[Any], match: re.Match[str], /
        ) -> Self:
            del interaction, match
            return cls(item)

        async def callback(self, interaction: discord.Interaction[Any]) -> None:
            data: Mapping[str, Any] = interaction.data or {}
            pressed(interaction, str(next(iter(data.get("values") or ()), "")))

    return Button
