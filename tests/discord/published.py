"""Says what Discord would refuse, or show wrongly, in the body of a request, by the rules that it publishes."""

import re
from collections.abc import Callable
from typing import Protocol

from tests.discord import published_commands as commands
from tests.discord import published_messages as messages
from tests.discord.published_checks import Report
from tests.published_checks import objects

_ID = r"[^/]+"
_ROUTES: tuple[tuple[str, str, str, Callable[[object, str, Report], None]], ...] = (
    ("POST", f"/channels/{_ID}/messages", "message", messages.created),
    ("PATCH", f"/channels/{_ID}/messages/{_ID}", "message", messages.changed),
    ("POST", f"/interactions/{_ID}/{_ID}/callback", "answer", messages.answered),
    ("POST", f"/webhooks/{_ID}/{_ID}", "message", messages.followed_up),
    ("PATCH", f"/webhooks/{_ID}/{_ID}/messages/{_ID}", "message", messages.changed),
    ("PUT", f"/applications/{_ID}(?:/guilds/{_ID})?/commands", "commands", commands.commands),
    ("POST", f"/applications/{_ID}(?:/guilds/{_ID})?/commands", "command", commands.command),
    ("POST", f"/channels/{_ID}/messages/{_ID}/threads", "thread", messages.thread_from_message),
    ("POST", f"/channels/{_ID}/threads", "thread", messages.thread),
    ("PATCH", f"/channels/{_ID}", "thread", messages.changed_thread),
    ("POST", "/users/@me/channels", "channel", messages.direct_channel),
)


class Sent(Protocol):
    """A request as a Discord of our own keeps it."""

    @property
    def method(self) -> str:
        """Such as ``POST``."""

    @property
    def path(self) -> str:
        """Of the API."""

    @property
    def body(self) -> object:
        """Its JSON, None without one."""


def checked(request: Sent) -> tuple[str, ...]:
    """What is wrong with a request that was received."""
    return check(request.method, request.path, request.body)


def check(method: str, path: str, body: object) -> tuple[str, ...]:
    """What is wrong with a request, one line for each problem, with the place in the body where it is.

    Args:
        method: As sent, such as ``POST``.
        path: Of the API, with or without its version, and without a query.
        body: The JSON that was sent, or the ``payload_json`` of a request with files; None for a request without one.

    Returns:
        Nothing when all is well.
    """
    route = re.sub(r"\A(?:/api)?(?:/v[0-9]+)?(?=/)", "", path.partition("?")[0])
    for verb, pattern, name, rule in _ROUTES:
        if verb == method.upper() and re.fullmatch(pattern, route):
            report = Report(_files(body))
            rule(body, name, report)
            return tuple(report.problems)
    return () if body is None else (f"{method} {route}: no rule is known for such a body",)


def _files(body: object) -> frozenset[str]:
    """The names of the files that come with a message."""
    data = body.get("data", body) if isinstance(body, dict) else {}
    found = objects(data.get("attachments")) if isinstance(data, dict) else []
    return frozenset(str(each["filename"]) for each in found if each.get("filename"))
