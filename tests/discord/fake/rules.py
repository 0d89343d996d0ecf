"""What a loopback Discord itself finds wrong with a request, though Discord might accept it."""

from collections.abc import Iterator
from typing import Any

from tests.discord.fake.message import COMPONENTS_V2, EPHEMERAL
from tests.discord.fake.records import Request

_SAYING = ("content", "components", "embeds")
_REPLY, _DEFER, _UPDATE = 4, 5, 7


def problems_of(request: Request) -> Iterator[str]:
    """One line a problem: what could notify somebody, and what Discord's documentation excludes."""
    if not isinstance(request.body, dict) or request.method not in ("POST", "PATCH"):
        return
    kind, form = _message(request, request.body)
    if kind == _DEFER and form.get("flags", 0) & ~EPHEMERAL:
        yield f"{request.route}: a deferral takes no flag but EPHEMERAL"
    if form.get("flags", 0) & COMPONENTS_V2 and form.get("content"):
        yield f"{request.route}: content beside components V2"
    if any(form.get(name) for name in _SAYING):
        yield from (f"{request.route}: {problem}" for problem in _mentions(form.get("allowed_mentions")))


def _message(request: Request, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """The kind of callback, and the message that a request sends or edits; empty if it is about something else."""
    if request.route.endswith("/callback"):
        kind = body.get("type", 0)
        return kind, (body.get("data") or {}) if kind in (_REPLY, _DEFER, _UPDATE) else {}
    is_message = request.route.endswith(("/messages", "/messages/{message}", "/{token}"))
    return 0, body if is_message else {}


def _mentions(allowed: object) -> Iterator[str]:
    if not isinstance(allowed, dict):
        yield "allowed_mentions is missing"
        return
    if allowed.get("parse") != []:
        yield f"allowed_mentions parses {allowed.get('parse')!r}"
    for name in ("users", "roles", "replied_user"):
        if allowed.get(name):
            yield f"allowed_mentions allows {name}"
