"""The sets: questions that the corpus answers, questions that it does not, and conversations; each in two halves."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
CALIBRATION = "calibration"  # thresholds are chosen on it
HELD_OUT = "held-out"  # reported, never looked at
HALVES = (CALIBRATION, HELD_OUT)


@dataclass(frozen=True, slots=True)
class Question:
    """A question that the corpus answers, put in a ``style``: plain, paraphrase, typo ...

    ``expect`` are patterns, in lower case, that the sentences of an answer hold; ``source`` are the ids of the articles
    that these sentences stand in, none where any article will do.
    """

    text: str
    style: str
    expect: tuple[str, ...]
    source: frozenset[str]
    half: str


@dataclass(frozen=True, slots=True)
class Unanswerable:
    """A question that the corpus does not answer; ``distance`` names how far it is from what the corpus does say."""

    text: str
    distance: str
    half: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A thing said in a conversation, and the patterns that the reply holds; ``abstain`` where it must be no answer."""

    text: str
    expect: tuple[str, ...]
    abstain: bool


@dataclass(frozen=True, slots=True)
class Conversation:
    """Turns, each said in the light of those before it."""

    turns: tuple[Turn, ...]
    half: str


def questions() -> list[Question]:
    """Every question that the corpus answers."""
    return [
        Question(line["question"], line["style"], tuple(line["expect"]), frozenset(line["source"]), line["half"])
        for line in _lines("questions")
    ]


def unanswerable() -> list[Unanswerable]:
    """Every question that it does not."""
    return [Unanswerable(line["question"], line["distance"], line["half"]) for line in _lines("unanswerable")]


def conversations() -> list[Conversation]:
    """Every conversation."""
    return [Conversation(tuple(map(_turn, line["turns"])), line["half"]) for line in _lines("conversations")]


def _turn(line: dict[str, Any]) -> Turn:
    return Turn(line["say"], tuple(line["expect"]), line.get("abstain", False))


def _lines(name: str) -> Iterator[dict[str, Any]]:
    with (FOLDER / f"{name}.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
