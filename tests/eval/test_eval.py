"""Answers, abstentions and conversations, measured; no share may fall below what was reached."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.answer import answer
from bot.plain import plain
from corpus.collection import Corpus
from handlers.card import Context, Kind, Reply
from handlers.request import Request

FOLDER = Path(__file__).parent
DAY = date(2026, 11, 22)
ANSWERS = {Kind.ANSWER, Kind.BRIEFING}

# What was reached, in per cent: whatever improves it raises a floor or lowers a ceiling.
FLOORS = {
    "questions answered right": 70,
    "questions answered right, first sentence": 70,
    "turns of conversations right": 92,
}
CEILINGS = {
    "questions answered wrong": 2.4,
    "unanswerable questions answered": 1.3,
}

Line = dict[str, Any]


def lines(name: str) -> list[Line]:
    """The lines of one of the sets."""
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def holds(text: str, expect: list[str]) -> bool:
    """Whether all that is expected stands in a text."""
    return all(re.search(pattern, text.casefold()) for pattern in expect)


def facts(said: Reply, count: int | None = None) -> str:
    """The sentences shown, or the first of them."""
    return "\n".join(fact.text for fact in list(said.card.facts())[:count])


def is_right(said: Reply, line: Line, shown: str) -> bool:
    """Whether an answer is given that holds all that is expected, or none where none should be."""
    if line.get("abstain"):
        return said.kind not in ANSWERS
    return said.kind in ANSWERS and holds(shown, line["expect"])


def single(text: str, corpus: Corpus) -> Reply:
    """The reply to a question that begins a conversation."""
    return answer(Request(text, DAY), corpus)


def turns(corpus: Corpus) -> Iterator[tuple[Line, Reply]]:
    """Every turn of every conversation with its reply."""
    for conversation in lines("conversations"):
        context = Context()
        for line in conversation["turns"]:
            said = answer(Request(line["say"], DAY, context=context), corpus)
            context = said.context
            yield line, said


@pytest.fixture(scope="module")
def measured(shipped: Corpus) -> dict[str, tuple[float, list[str]]]:
    """Each share in per cent, with the texts that count against it."""
    asked = [(line, single(line["question"], shipped)) for line in lines("questions")]
    stray = [(line, single(line["question"], shipped)) for line in lines("unanswerable")]
    held = list(turns(shipped))
    failures = {
        "questions answered right": [q["question"] for q, said in asked if not is_right(said, q, facts(said))],
        "questions answered right, first sentence": [
            q["question"] for q, said in asked if not is_right(said, q, facts(said, 1))
        ],
        "turns of conversations right": [t["say"] for t, said in held if not is_right(said, t, plain(said.card))],
        "questions answered wrong": [
            q["question"] for q, said in asked if said.kind in ANSWERS and not holds(facts(said), q["expect"])
        ],
        "unanswerable questions answered": [q["question"] for q, said in stray if said.kind in ANSWERS],
    }
    totals = {"turns of conversations right": len(held), "unanswerable questions answered": len(stray)}
    shares = {name: 100 * len(texts) / totals.get(name, len(asked)) for name, texts in failures.items()}
    return {name: (100 - shares[name] if name in FLOORS else shares[name], texts) for name, texts in failures.items()}


def table(measured: dict[str, tuple[float, list[str]]]) -> str:
    """What was measured beside what is asked for, and the texts behind it."""
    rows = []
    for name, (share, texts) in measured.items():
        bound = f">= {FLOORS[name]}" if name in FLOORS else f"<= {CEILINGS[name]}"
        rows += [f"{share:6.1f} %  {bound:>7} %  {name}", *(f"            - {text}" for text in texts)]
    return "\n".join(rows)


def test_no_share_of_right_answers_has_fallen(measured: dict[str, tuple[float, list[str]]]) -> None:
    """What was once answered right stays so, in total."""
    fallen = [name for name, floor in FLOORS.items() if measured[name][0] < floor]

    assert fallen == [], f"\n{table(measured)}"


def test_no_share_of_false_answers_has_risen(measured: dict[str, tuple[float, list[str]]]) -> None:
    """What the corpus does not say stays unsaid, in total."""
    risen = [name for name, ceiling in CEILINGS.items() if measured[name][0] > ceiling]

    assert risen == [], f"\n{table(measured)}"


def test_the_sets_are_as_large_as_they_were(shipped: Corpus) -> None:
    """A share is not raised by leaving out what is hard."""
    sizes = {name: len(lines(name)) for name in ("questions", "unanswerable", "conversations")}
    articles = {article.id for article in shipped.articles}

    assert sizes["questions"] >= 130
    assert sizes["unanswerable"] >= 80
    assert sizes["conversations"] >= 12
    assert {source for line in lines("questions") for source in line["source"]} <= articles
