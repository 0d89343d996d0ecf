"""A reply as JSON: what docs/reply-json.md describes, on one line."""

import json
import re
from dataclasses import asdict
from typing import Any

from bot.plain import plain
from corpus.verify import Verdict
from handlers.card import Context, Evidence, Fact, Reply

# Line ends to some readers, or not to be encoded: JSON leaves them as they are, so they are escaped.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def wire(reply: Reply) -> dict[str, Any]:
    """A reply as a JSON object."""
    card = reply.card
    return {
        "kind": reply.kind.value,
        "title": card.title,
        "text": plain(card),
        "topic": reply.topic,
        "facts": [_fact(fact) for fact in card.facts()],
        "sources": [asdict(source) for source in card.sources],
        "suggestions": list(card.suggestions()),
        "context": _context(reply.context),
        "evidence": _evidence(reply.evidence) if reply.evidence else None,
    }


def _fact(fact: Fact) -> dict[str, str]:
    return {
        "id": fact.id,
        "text": fact.text,
        "as_of": fact.as_of,
        "as_of_basis": str(fact.as_of_basis),
        "attribution": fact.attribution,
        "source": fact.source,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {"outcome": evidence.outcome.value, "passages": [_verdict(verdict) for verdict in evidence.verdicts]}


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "id": verdict.passage.id,
        "score": round(verdict.score, 3),
        "coverage": round(verdict.coverage, 3),
        "failed": list(verdict.failed),
        "answers": verdict.answers,
    }


def _context(context: Context) -> dict[str, Any]:
    return {"topics": list(context.topics), "question": context.question, "facts": list(context.facts)}


def line(reply: Reply) -> str:
    """A reply as one line of JSON, without its line end."""
    written = json.dumps(wire(reply), ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", written)
