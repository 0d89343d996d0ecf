"""What is kept of a question and its reply: for the log of gaps, for votes, and for those who asked it."""

import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from bot.store.questions import Asked
from handlers.card import Kind, Reply
from handlers.request import Request
from handlers.route import question

_KEPT = frozenset({Kind.ANSWER, Kind.BRIEFING, Kind.NO_ANSWER, Kind.SUGGESTIONS})
_NEAREST = 5
_SOMEBODY = re.compile(r"<@[^<>]*>")


def new_id() -> str:
    """An id for a question: 20 hexadecimal characters, of which the first eight tell the second it is made in.

    Rows that are written together then lie together in the index of ids, which is a third of what writing them costs.
    """
    return f"{int(time.time()):08x}{secrets.token_hex(6)}"


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
    return Asked(
        id=question_id,
        place=request.place,
        user=user,
        text=_SOMEBODY.sub("@…", (evidence and evidence.question) or question(request)),
        kind=reply.kind,
        outcome=evidence.outcome if evidence else "",
        nearest=tuple(islice(_nearest(reply), _NEAREST)),
        at=at,
    )


def _nearest(reply: Reply) -> Iterator[str]:
    """The passages shown, then those that were considered."""
    if reply.evidence is None:
        return
    shown = set[str]()
    for fact in reply.card.facts():
        shown.add(fact.id)
        yield fact.id
    yield from (verdict.passage.id for verdict in reply.evidence.verdicts if verdict.passage.id not in shown)
