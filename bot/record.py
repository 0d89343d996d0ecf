"""What is kept of a question and its reply: for the log of gaps, for votes, and for those who asked it."""

import re
import secrets
from dataclasses import replace

from bot.store.questions import Asked
from handlers.card import Kind, Reply
from handlers.request import Request
from handlers.route import question

_KEPT = frozenset({Kind.ANSWER, Kind.BRIEFING, Kind.NO_ANSWER, Kind.SUGGESTIONS})
_NEAREST = 5
_SOMEBODY = re.compile(r"<@[^<>]*>")


def new_id() -> str:
    """An id for a question: 16 random hexadecimal characters."""
    return secrets.token_hex(8)


def unplaced(request: Request) -> Request:
    """A request whose reply its asker alone sees, without the channel: nobody there has a right to know of it."""
    return replace(request, place=replace(request.place, channel="", thread=""))


def record(request: Request, reply: Reply, question_id: str, user: str, at: float) -> Asked | None:
    """The row of a question; None for what asks nothing of the articles: lists, help, commands for admins, refusals.

    ``user`` is the asker's pseudonym, ``at`` in seconds since 1970. The text is what the question was taken for, and
    other people whom it mentions are left out of it. The passages shown come before those that were only considered.
    """
    if reply.kind not in _KEPT:
        return None
    evidence = reply.evidence
    shown = (fact.id for fact in reply.card.facts())
    near = dict.fromkeys((*shown, *(verdict.passage.id for verdict in evidence.verdicts))) if evidence else {}
    return Asked(
        id=question_id,
        place=request.place,
        user=user,
        text=_SOMEBODY.sub("@…", (evidence and evidence.question) or question(request)),
        kind=reply.kind.value,
        outcome=evidence.outcome.value if evidence else "",
        nearest=tuple(near)[:_NEAREST],
        at=at,
    )
