"""Recall and false matches of topic matching, on misspellings and on words that name no topic."""

import csv
from pathlib import Path

import pytest

from corpus.collection import Corpus

_HERE = Path(__file__).parent
_STRANGERS = [line for line in (_HERE / "strangers.txt").read_text(encoding="utf-8").splitlines() if line.strip()]
_FLOORS = {"one-edit": 0.99, "two-edit": 0.97, "hand": 0.97}
_FALSE_MATCHES = 0.01
_FEWEST = 300


def _misspellings() -> list[dict[str, str]]:
    with (_HERE / "misspellings.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _resolved(corpus: Corpus, query: str) -> str:
    """The id of the topic chosen, an empty string when none is."""
    topic = corpus.matcher.resolve(query).topic
    return topic.id if topic else ""


def test_the_set_is_as_large_as_asked_for(shipped: Corpus) -> None:
    """At least 300 each, of known kinds and topics, none twice, and no stranger is a name."""
    rows = _misspellings()
    assert len(rows) >= _FEWEST
    assert len(set(_STRANGERS)) >= _FEWEST
    assert {row["kind"] for row in rows} == set(_FLOORS)
    assert {row["topic"] for row in rows} <= set(shipped.topics)
    assert [word for word in _STRANGERS if shipped.topics.named(word)] == []


@pytest.mark.parametrize(("kind", "floor"), _FLOORS.items())
def test_misspellings_are_recognised(shipped: Corpus, kind: str, floor: float) -> None:
    """The topic meant is the one chosen; a suggestion does not count."""
    rows = [row for row in _misspellings() if row["kind"] == kind]
    missed = [row for row in rows if _resolved(shipped, row["query"]) != row["topic"]]
    recall = 1 - len(missed) / len(rows)

    shown = "\n".join(f"{r['query']!r}: {r['topic']}, not {_resolved(shipped, r['query'])!r}" for r in missed)
    assert recall >= floor, f"{kind}: {recall:.1%} of {len(rows)}; missed:\n{shown}"


def test_strangers_are_not_mistaken_for_topics(shipped: Corpus) -> None:
    """A word that names no topic gets no confident briefing."""
    taken = {word: topic for word in _STRANGERS if (topic := _resolved(shipped, word))}
    share = len(taken) / len(_STRANGERS)

    shown = "\n".join(f"{word!r}: {topic}" for word, topic in taken.items())
    assert share <= _FALSE_MATCHES, f"{share:.1%} of {len(_STRANGERS)} taken:\n{shown}"
