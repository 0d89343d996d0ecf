"""The shipped corpus: look-ups, briefings, questions, hostile inputs and loading."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import compress
from pathlib import Path

from bench import queries
from bench.bare import FullText, Model, Names, parse_markdown
from bench.start import ROOT
from bench.table import Row
from bench.timing import Timing, side_by_side
from bot.adapters.terminal.parse import parse
from bot.answer import answer
from bot.plain import plain
from corpus.collection import Corpus
from corpus.encoder import Encoder
from corpus.load import load
from corpus.search import Indexing
from corpus.words import normal, stem
from handlers.request import Settings

FOLDER = ROOT / "corpus"
_MILLI = 1e3
_TODAY = date(2026, 11, 22)
_LOADS = 7
_SHORT = 20  # word pieces


def forget() -> None:
    """Empty the caches that a new query would not find filled."""
    normal.cache_clear()


def replies(corpus: Corpus) -> Callable[[str], str]:
    """What the bot does between the bytes of a line and the text of its reply."""
    settings = Settings()

    def reply(text: str) -> str:
        return plain(answer(parse(text.encode("utf-8", "surrogatepass"), _TODAY, settings), corpus).card)

    return reply


def shipped_rows(data: Path) -> list[Row]:
    """Every row of the shipped corpus, whose vectors lie in ``data``."""
    corpus = replace(load(FOLDER), indexing=Indexing(Encoder(), data))
    return [*_look_ups(corpus), _briefings(corpus), *_questions(corpus), *_hostile(corpus), _loads()]


def _row(  # noqa: PLR0913, PLR0917 -- a row has as many columns
    name: str,
    ours: Callable[[str], object],
    bare: Callable[[str], object],
    asked: list[str],
    limit: float,
    held: str = "p99",
) -> Row:
    first, second = side_by_side(ours, bare, asked, forget)
    return Row(name, first.scaled(_MILLI), second.scaled(_MILLI), "ms", limit, held)


def _look_ups(corpus: Corpus) -> list[Row]:
    bare = Names([name for topic in corpus.topics.values() for name in topic.names])
    found = corpus.matcher.resolve
    return [
        _row("topic look-up, misspelt names", found, bare.nearest, queries.misspelt(), 1),
        _row("topic look-up, other words", found, bare.nearest, queries.strangers(), 1),
    ]


def _briefings(corpus: Corpus) -> Row:
    names = [name for topic in corpus.topics.values() for name in topic.names]

    def bare(name: str) -> str:
        return "\n".join(passage.text for passage in corpus.passages if name in passage.text)

    return _row("briefing", replies(corpus), bare, names, 5)


def _questions(corpus: Corpus) -> list[Row]:
    """Questions by meaning beside the bare model, by words beside bare full-text search; neither asks for the first."""
    asked = queries.questions()
    full_text = FullText(passage.text for passage in corpus.passages)
    by_meaning, by_words = replies(corpus), replies(replace(corpus, indexing=Indexing()))
    for ours in (by_meaning, by_words):
        ours(asked[0])
    meaning = _row("question, by meaning", by_meaning, Model().encode, asked, 10)
    is_short = [count <= _SHORT for count in Encoder().count(asked)]
    short, bare = (Timing.of(*compress(timing.values, is_short)) for timing in (meaning.ours, meaning.bare))
    return [
        meaning,
        Row(f"… of at most {_SHORT} word pieces", short, bare),
        _row("question, by words", by_words, full_text.best, asked, 10),
    ]


def _hostile(corpus: Corpus) -> list[Row]:
    """All hostile inputs together, and the slowest of them by its name."""
    inputs = queries.hostile()
    whole = _row(
        "hostile inputs", replies(corpus), lambda text: text.casefold().split(), list(inputs.values()), 100, "worst"
    )
    slowest, name = max(zip(whole.ours.values, inputs, strict=True))
    at = whole.ours.values.index(slowest)
    return [whole, Row(f"… the slowest: {name}", Timing.of(slowest), Timing.of(whole.bare.values[at]))]


def _loads() -> Row:
    def fresh(folder: Path) -> Corpus:
        forget()
        stem.cache_clear()
        return load(folder)

    def bare(folder: Path) -> int:
        return parse_markdown(path.read_text(encoding="utf-8") for path in (folder / "articles").glob("*.md"))

    ours, other = side_by_side(fresh, bare, [FOLDER] * _LOADS, forget)
    return Row("loading the five articles", ours.scaled(_MILLI), other.scaled(_MILLI))
