"""Answers to an interaction after the first, within fifteen minutes (Interactions, Followup Messages)."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tests.discord.fake.bodies import said, said_now
from tests.discord.fake.callback_routes import new_message
from tests.discord.fake.errors import DiscordError
from tests.discord.fake.interaction import TOKEN_SECONDS, Interaction
from tests.discord.fake.message import Message
from tests.discord.fake.message_routes import remove, rewrite
from tests.discord.fake.records import Request
from tests.discord.fake.world import Payload

if TYPE_CHECKING:
    from tests.discord.fake.state import State

_MOST_BY_USER_INSTALL = 5
_ORIGINAL = "@original"


def get(discord: "State", request: Request) -> Payload:
    """A message in answer to an interaction."""
    return _message(_open(discord, request), request).as_payload()


def edit(discord: "State", request: Request) -> Payload:
    """Edits such a message; one that said the bot is thinking becomes the answer."""
    interaction = _open(discord, request)
    return _write(discord, request, interaction, _message(interaction, request)).as_payload()


def delete(discord: "State", request: Request) -> None:
    """Deletes such a message."""
    remove(discord, _message(_open(discord, request), request))


def follow_up(discord: "State", request: Request) -> Payload:
    """A further message; the first after a deferral takes its place."""
    interaction = _open(discord, request)
    if interaction.original is not None and interaction.original.is_loading:
        return _write(discord, request, interaction, interaction.original).as_payload()
    if interaction.is_by_user_install and len(interaction.followups) >= _MOST_BY_USER_INSTALL:
        raise DiscordError(40094)
    message = new_message(discord, request, interaction, said(discord, request, interaction.channel, request.form))
    interaction.followups.append(message)
    interaction.shown_messages.append(message)
    discord.changed()
    return message.as_payload()


def _open(discord: "State", request: Request) -> Interaction:
    """The interaction whose token still works.

    Raises:
        DiscordError: 50027 for a token unknown or too old; 10015 before there was a callback.
    """
    interaction = discord.interactions.get(request.parameters["token"])
    is_known = interaction is not None and request.parameters["application"] == str(discord.application_id)
    if interaction is None or not is_known or interaction.is_expired:
        raise DiscordError(50027)
    if discord.clock.now() - interaction.made_at > TOKEN_SECONDS:
        raise DiscordError(50027)
    if not interaction.callbacks:
        raise DiscordError(10015)
    return interaction


def _message(interaction: Interaction, request: Request) -> Message:
    number = request.parameters["message"]
    if number == _ORIGINAL:
        found = interaction.original
    else:
        all_ = (interaction.original, *interaction.followups)
        found = next((one for one in all_ if one and str(one.id) == number), None)
    if found is None or found.is_deleted:
        raise DiscordError(10008)
    return found


def _write(discord: "State", request: Request, interaction: Interaction, message: Message) -> Message:
    rewrite(discord, message, said_now(discord, request, message.channel, request.form, message.said))
    interaction.shown_messages.append(message)
    discord.changed()
    return message


_ALL, _ONE = "/webhooks/{application}/{token}", "/webhooks/{application}/{token}/messages/{message}"
ROUTES: Mapping[str, Callable[["State", Request], Any]] = {
    f"POST {_ALL}": follow_up,
    f"GET {_ONE}": get,
    f"PATCH {_ONE}": edit,
    f"DELETE {_ONE}": delete,
}
