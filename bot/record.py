"""What is kept of a question and its reply: for the log of gaps, for votes, and for those who asked it."""

import re
import secrets
import time
from collections.abc import Iterator
from itertools import islice

from bot.once import once
from bot.store.questions import Asked
from handlers.card import Kind, Reply
from handlers.request import Place, Request
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
    text, place = request.text, Place(request.place.platform, request.place.workspace)
    return Request(text, request.today, request.settings, place, request.user, request.id, request.context)


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
        nearest=_nearest(reply),
        at=at,
    )


@once
def _nearest(reply: Reply) -> tuple[str, ...]:
    """The first of the passages shown and then of those that were considered; each once."""
    return tuple(islice(dict.fromkeys(_passages(reply)), _NEAREST))


def _passages(reply: Reply) -> Iterator[str]:
    if reply.evidence is not None:
        yield from (fact.id for fact in reply.card.facts())
        yield from (verdict.passage.id for verdict in reply.evidence.verdicts)
