"""What can be said of Discord's token before anybody is asked: whether it is one, and of which application."""

import binascii
import re
from base64 import urlsafe_b64decode

from bot.config import Config
from bot.doctor import Finding, failing, off, ok
from bot.errors import BotError

TITLE = "Discord"
PORTAL = "https://discord.com/developers/applications"
_TOKEN = re.compile(r"([\w-]{20,30})\.[\w-]{4,}\.[\w-]{20,}")
_ID = re.compile(rb"[0-9]{15,20}")
_PUBLIC_KEY = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"[0-9]{15,20}")
COPY = f"Press Reset Token on the page Bot of the application at {PORTAL}, and copy what it shows."


def token(config: Config) -> Finding:
    """Whether DISCORD_TOKEN holds a bot's token; nothing of it is repeated."""
    value = config.secrets.discord_token
    if not value:
        return off("token", "DISCORD_TOKEN is not set", "docs/run-in-discord.md leads from here to the first answer.")
    if value.lower().startswith("bot "):
        return failing("token", 'DISCORD_TOKEN begins with "Bot "', "Set it to what follows.")
    try:
        application_id(value)
    except BotError as error:
        return failing("token", str(error), COPY)
    return ok("token", "DISCORD_TOKEN has the shape of one")


def application_id(token: str) -> int:
    """The id of the application that a bot's token is of; BotError says what the token is instead."""
    parts = _TOKEN.fullmatch(token)
    number = _decoded(parts[1]) if parts else b""
    if not _ID.fullmatch(number):
        raise BotError(f"DISCORD_TOKEN {_instead(token)}")
    return int(number)


def insist(token: str) -> int:
    """``application_id``, with the way to a right token in its error."""
    if not token:
        raise BotError("DISCORD_TOKEN is not set: docs/run-in-discord.md says where it comes from")
    try:
        return application_id(token)
    except BotError as error:
        raise BotError(f"{error}. {COPY}") from error


def _decoded(part: str) -> bytes:
    try:
        return urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except binascii.Error:
        return b""


def _instead(value: str) -> str:
    """What a value is by its shape."""
    if _NUMBER.fullmatch(value):
        return "holds an application's id"
    if _PUBLIC_KEY.fullmatch(value):
        return "holds a public key"
    if re.search(r"[^\w.-]", value):
        return "holds a character that no token has: a quotation mark, a space or a line break"
    return "holds no bot's token: three parts with dots between"
