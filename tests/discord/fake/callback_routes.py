"""The callback of an interaction (Discord's documentation: Interactions, Receiving and Responding)."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from tests.discord.fake.bodies import said, said_now
from tests.discord.fake.components import with_ids
from tests.discord.fake.errors import DiscordError, invalid
from tests.discord.fake.interaction import AUTOCOMPLETE, COMMAND, COMPONENT, MODAL, SECONDS, Interaction
from tests.discord.fake.message import COMMAND as COMMAND_MESSAGE
from tests.discord.fake.message import CONTEXT_MENU, EPHEMERAL, LOADING, PLAIN, REPLY, Content, Message
from tests.discord.fake.message_routes import rewrite, show
from tests.discord.fake.permissions import Permission
from tests.discord.fake.records import Request
from tests.discord.fake.world import Payload

if TYPE_CHECKING:
    from tests.discord.fake.state import State

_REPLY, _DEFER, _DEFER_UPDATE, _UPDATE, _CHOICES, _MODAL = 4, 5, 6, 7, 8, 9
_ALLOWED = {
    COMMAND: {_REPLY, _DEFER, _MODAL},
    AUTOCOMPLETE: {_CHOICES},
    COMPONENT: {_REPLY, _DEFER, _DEFER_UPDATE, _UPDATE, _MODAL},
    MODAL: {_REPLY, _DEFER},
}
_MOST_CHOICES, _LONGEST_CHOICE = 25, 100
_MOST_ROWS, _LONGEST_TITLE, _LONGEST_ID = 5, 45, 100


def respond(discord: "State", request: Request) -> Payload | None:
    """The first answer to an interaction, within three seconds; there can be one."""
    interaction = _waiting(discord, request)
    kind = request.form.get("type")
    is_on_message = interaction.message is not None
    if kind not in _ALLOWED[interaction.kind] | ({_DEFER_UPDATE, _UPDATE} if is_on_message else set()):
        raise invalid("type", "BASE_TYPE_CHOICES", f"Not an answer to this interaction: {kind}")
    _ANSWERS[kind](discord, request, interaction)
    interaction.callbacks.append((discord.clock.now(), request.form))
    interaction.acked.set_result(request.form)
    discord.changed()
    return _response(interaction, kind) if request.query.get("with_response") in ("1", "true") else None


def new_message(discord: "State", request: Request, interaction: Interaction, content: Content) -> Message:
    """A message in answer to an interaction; an app that only its user installed is heard by all where they let it."""
    kind = {"command": COMMAND_MESSAGE, "menu": CONTEXT_MENU, "message": REPLY, "": PLAIN}[_occasion(interaction)]
    held = discord.permissions_of(interaction.user, interaction.channel)
    if interaction.is_by_user_install and Permission.USE_EXTERNAL_APPS not in held:
        content.flags |= EPHEMERAL
    message = Message(
        discord.clock.snowflake(),
        interaction.channel,
        discord.bot,
        content,
        kind,
        reference=interaction.message if interaction.message and not interaction.message.is_ephemeral else None,
        interaction=interaction,
        seen_by=interaction.user if content.flags & EPHEMERAL else None,
        request=request,
    )
    show(discord, message)
    return message


def _waiting(discord: "State", request: Request) -> Interaction:
    """The interaction that still waits for its first answer.

    Raises:
        DiscordError: 10062 for one unknown or too old; 40060 for one answered before, which is a fault of the bot
            unless the answer to its callback was lost.
    """
    interaction = discord.interactions.get(request.parameters["token"])
    if interaction is None or str(interaction.id) != request.parameters["interaction"]:
        raise DiscordError(10062)
    if interaction.callbacks:
        if not interaction.is_doubtful:
            discord.problems.append(f"{request.route}: acknowledged twice")
        raise DiscordError(40060)
    if interaction.is_expired or discord.clock.now() - interaction.made_at > SECONDS:
        raise DiscordError(10062)
    return interaction


def _occasion(interaction: Interaction) -> str:
    if interaction.message is not None:
        return "message"
    return {1: "command", 3: "menu"}.get(interaction.metadata.get("command_type", 0), "")


def _reply(discord: "State", request: Request, interaction: Interaction) -> None:
    content = said(discord, request, interaction.channel, request.form.get("data") or {})
    interaction.original = new_message(discord, request, interaction, content)
    interaction.shown_messages.append(interaction.original)


def _defer(discord: "State", request: Request, interaction: Interaction) -> None:
    flags = (request.form.get("data") or {}).get("flags", 0) & EPHEMERAL
    interaction.original = new_message(discord, request, interaction, Content(flags=flags | LOADING))


def _defer_update(_discord: "State", _request: Request, interaction: Interaction) -> None:
    interaction.original = interaction.message


def _update(discord: "State", request: Request, interaction: Interaction) -> None:
    interaction.original = message = interaction.message
    form = request.form.get("data") or {}
    if message is not None:
        rewrite(discord, message, said_now(discord, request, message.channel, form, message.said))
        interaction.shown_messages.append(message)


def _suggest(_discord: "State", request: Request, interaction: Interaction) -> None:
    choices: list[Payload] = request.form["data"]["choices"]
    if len(choices) > _MOST_CHOICES:
        raise invalid("data.choices", "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
    for index, choice in enumerate(choices):
        if not all(1 <= len(str(choice[name])) <= _LONGEST_CHOICE for name in ("name", "value")):
            where = f"data.choices.{index}"
            raise invalid(where, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
    interaction.choices = choices


def _open_modal(_discord: "State", request: Request, interaction: Interaction) -> None:
    modal = request.form["data"]
    if not 1 <= len(modal["components"]) <= _MOST_ROWS:
        raise invalid("data.components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
    for name, most in (("title", _LONGEST_TITLE), ("custom_id", _LONGEST_ID)):
        if not 1 <= len(modal[name]) <= most:
            raise invalid(f"data.{name}", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {most} in length.")
    interaction.modal = modal | {"components": with_ids(modal["components"])}


def _response(interaction: Interaction, kind: int) -> Payload:
    """What a callback is answered that asked for it."""
    about: Payload = {"id": str(interaction.id), "type": interaction.kind}
    message = interaction.original
    if message is None:
        return {"interaction": about, "resource": {"type": kind}}
    about |= {
        "response_message_id": str(message.id),
        "response_message_loading": message.is_loading,
        "response_message_ephemeral": message.is_ephemeral,
    }
    resource = {"message": message.as_payload()} if kind in (_REPLY, _UPDATE) else {}
    return {"interaction": about, "resource": {"type": kind, **resource}}


_ANSWERS: Mapping[int, Callable[["State", Request, Interaction], None]] = {
    _REPLY: _reply,
    _DEFER: _defer,
    _DEFER_UPDATE: _defer_update,
    _UPDATE: _update,
    _CHOICES: _suggest,
    _MODAL: _open_modal,
}
ROUTES: Mapping[str, Callable[["State", Request], Any]] = {"POST /interactions/{interaction}/{token}/callback": respond}
