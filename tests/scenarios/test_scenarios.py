"""Conversations with the shipped corpus, each a transcript in a text file.

``> text`` is a turn; below it ``< words`` must occur in the plain text of the reply, ``<! words`` must not, and
``< kind: answer`` gives the kind of the reply. A line that begins with ``#`` says what the transcript is about.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from bot.answer import answer
from bot.plain import plain
from corpus.collection import Corpus
from handlers.card import Context
from handlers.request import Request

TRANSCRIPTS = sorted(Path(__file__).parent.glob("*.txt"))
DAY = date(2026, 11, 22)


@dataclass
class Turn:
    """What is said, and what the reply must hold, must not hold, and be."""

    text: str
    line: int
    holds: list[str] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)
    kind: str = ""


def read(path: Path) -> list[Turn]:
    """The turns of a transcript; ValueError names a line that is none of the four."""
    turns: list[Turn] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        match line.partition(" "):
            case ("", "", "") | ("#", _, _):
                continue
            case (">", _, text):
                turns.append(Turn(text, number))
            case ("<", _, words) if words.startswith("kind: "):
                turns[-1].kind = words.removeprefix("kind: ")
            case ("<", _, words):
                turns[-1].holds.append(words)
            case ("<!", _, words):
                turns[-1].lacks.append(words)
            case _:
                message = f"{path.name}:{number}: '{line}' begins with none of #, >, < and <!"
                raise ValueError(message)
    return turns


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_conversation_goes_as_its_transcript_says(shipped: Corpus, path: Path) -> None:
    """Each turn is answered with the memory that the turns before have left."""
    context = Context()
    for turn in read(path):
        said = answer(Request(turn.text, DAY, context=context), shipped)
        context = said.context
        text = plain(said.card)
        where = f"{path.name}:{turn.line} > {turn.text}\n{text}"

        assert turn.kind in {"", said.kind}, f"{said.kind}, not {turn.kind}: {where}"
        assert [words for words in turn.holds if words not in text] == [], where
        assert [words for words in turn.lacks if words in text] == [], where


def test_there_are_ten_transcripts_and_each_has_several_turns() -> None:
    """A transcript of one turn is a golden reply."""
    assert len(TRANSCRIPTS) >= 10
    assert [path.name for path in TRANSCRIPTS if len(read(path)) < 2] == []


def test_a_line_that_is_none_of_the_four_is_refused(tmp_path: Path) -> None:
    """A slip in a transcript is no test passed."""
    path = tmp_path / "slip.txt"
    path.write_text("> cainiao\n<kind: briefing\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"slip\.txt:2: '<kind: briefing' begins with none of"):
        read(path)
