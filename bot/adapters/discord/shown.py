"""A reply as one interaction shows it: to the asker alone, or to all who are there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.adapters.discord import kept, render
from bot.adapters.discord.modals import form_modal
from bot.conversation import presses
from handlers.card import Audience, Card, Reply, Text


@dataclass(frozen=True, slots=True)
class Shown:
    """Components as the API takes them, and whether the asker alone sees them.

    A ``modal`` opens in their place where one can.
    """

    components: Sequence[dict[str, Any]]
    is_private: bool = True
    modal: dict[str, Any] | None = None


def notice(title: str, text: str) -> Shown:
    """A sentence to the asker alone."""
    return Shown(render.components(Card(title, (Text(text),))))


def reply_for(reply: Reply, extras: render.Extras, audience: Audience) -> Shown:
    """A reply where ``audience`` sees replies; what is for its asker alone stays so."""
    is_private = reply.audience is Audience.ASKER or audience is Audience.ASKER
    return Shown(kept.components(reply.card, extras), is_private, form_modal(reply.form) if reply.form else None)


TOO_QUICK = Shown(render.components(presses.TOO_QUICK.card))
NOTHING_ASKED = notice("Nothing to ask", "There is no text there. Write what you want to know, and ask again.")
NOTHING_TO_ASK_ABOUT = notice("Nothing to ask about", "That message has no text. Use the slash command to ask.")
BY_COMMAND_ONLY = notice("Not by this button", "That is for admins: type it as a command, and only you see the reply.")
UNKNOWN = notice("A button I do not know", "It belongs to another version of me. Please ask again.")
APOLOGY = notice("Something went wrong", "This could not be answered. The fault is ours and has been logged.")
FOR_YOU = notice("For one person", "This reply is for the person who asked.")
SHARED = notice("Shared before", "The channel has seen it already.")
UNSHARED = notice("Not shared", "Discord did not take it. Look in the channel before you try again.")
THANKS = notice("Thank you", "Your judgement is noted. You may change it at any time.")
