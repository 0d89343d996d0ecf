"""What a bot's message says, from the body it sent; refused where Discord would (Message Resource, Components)."""

from typing import TYPE_CHECKING

from tests.discord.fake.components import ONLY_V2, children, resolved, with_ids
from tests.discord.fake.errors import DiscordError, invalid
from tests.discord.fake.message import COMPONENTS_V2, EPHEMERAL, LOADING, Content
from tests.discord.fake.records import Request
from tests.discord.fake.world import Channel, Payload

if TYPE_CHECKING:
    from tests.discord.fake.state import State

_LONGEST = 2000
_SENDABLE = EPHEMERAL | COMPONENTS_V2 | 1 << 2 | 1 << 12


def said(discord: "State", request: Request, channel: Channel, form: Payload) -> Content:
    """What a new message says.

    Raises:
        DiscordError: 50035 or 50006.
    """
    content = _merged(discord, request, channel, form, Content())
    content.flags = (form.get("flags") or 0) & _SENDABLE
    return _checked(content, form)


def said_now(discord: "State", request: Request, channel: Channel, form: Payload, before: Content) -> Content:
    """What a message says after an edit; what the form does not name stays.

    Raises:
        DiscordError: 50035 or 50006.
    """
    content = _merged(discord, request, channel, form, before)
    content.flags = (before.flags | ((form.get("flags") or 0) & COMPONENTS_V2)) & ~LOADING
    return _checked(content, form)


def _merged(discord: "State", request: Request, channel: Channel, form: Payload, before: Content) -> Content:
    attachments = _attachments(discord, request, channel, form, before)
    components = before.components
    if "components" in form:
        urls = {attachment["filename"]: attachment["url"] for attachment in attachments}
        components = with_ids(resolved(component, urls) for component in form["components"] or ())
    text = (form["content"] or "") if "content" in form else before.text
    embeds = (form["embeds"] or []) if "embeds" in form else before.embeds
    return Content(text, components, embeds, attachments)


def _checked(content: Content, form: Payload) -> Content:
    kinds = {component["type"] for component in children(content.components)}
    if content.flags & COMPONENTS_V2:
        legacy = [name for name in ("content", "embeds", "poll", "sticker_ids") if form.get(name)]
        if legacy or content.text or content.embeds:
            raise invalid(
                legacy[0] if legacy else "content",
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                "The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
            )
    elif kinds & ONLY_V2:
        raise invalid("components", "UNION_TYPE_CHOICES", "These components need MessageFlags.IS_COMPONENTS_V2")
    if len(content.text) > _LONGEST:
        raise invalid("content", "BASE_TYPE_MAX_LENGTH", "Must be 2000 or fewer in length.")
    if not (content.text or content.components or content.embeds or content.attachments):
        raise DiscordError(50006)
    return content


def _attachments(discord: "State", request: Request, channel: Channel, form: Payload, before: Content) -> list[Payload]:
    """The files that stay and those uploaded now: without a list all of both."""
    listed = form.get("attachments")
    described = {str(attachment["id"]): attachment.get("description") for attachment in listed or ()}
    stay = [found for found in before.attachments if listed is None or found["id"] in described]
    new: list[Payload] = []
    for field, (name, data) in request.files.items():
        number = str(discord.clock.snowflake())
        url = f"http://127.0.0.1:{discord.port}/attachments/{channel.id}/{number}/{name}"
        facts = {"id": number, "filename": name, "size": len(data), "url": url, "proxy_url": url}
        text = described.get(field.removeprefix("files[").removesuffix("]"))
        new.append(facts | ({"description": text} if text else {}))
    return stay + new
