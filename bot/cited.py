"""What a post says of each fact that it shows, kept beside it, and what the articles say otherwise by now."""

from collections.abc import Iterator
from textwrap import shorten

from bot.wording import when
from corpus.article import Passage
from corpus.collection import Corpus
from handlers.card import Card, Fact, Facts, Figure, Quote, card, fact
from handlers.daily_card import daily

_QUOTED = 80  # characters of a sentence that names a fact
Said = dict[str, str]
"""The sentence, as of when it holds, who says so, and of when its article is; a card's headline, "" for none."""


def cited(shown: Card) -> dict[str, Said]:
    """What a card says of each of its facts, by their ids."""
    dates = {source.id: source.date for source in shown.sources}
    figures = dict(_figures(shown))
    return {each.id: {**_said(each), "date": dates[each.source], **figures.get(each.id, {})} for each in shown.facts()}


def now_said(held: Passage, corpus: Corpus, before: Said) -> Said:
    """What would be said now of a passage, in a post like one before."""
    made = daily(held, corpus, ()) if "figure" in before else card(corpus, "", Facts("", (fact(corpus, held),)))
    return cited(made)[held.id]


def reason(passage: str, before: Said, corpus: Corpus, *, is_named: bool) -> str:
    """What the articles say otherwise than a post, or not any more; ``is_named`` says of which fact, where it is known.

    "" for nothing.
    """
    quoted = f"“{shorten(before['text'], _QUOTED, placeholder='…')}”" if is_named and before else ""
    held = corpus.passage(passage)
    if held is None:
        return _gone(passage, quoted or "this", corpus)
    changes = ", ".join(_changes(before, now_said(held, corpus, before)))
    return f"Of {quoted or 'this'} the articles now say: {changes}." if changes else ""


def _gone(passage: str, what: str, corpus: Corpus) -> str:
    titles = {article.id: article.title for article in corpus.articles}
    title = titles.get(passage.rpartition("-")[0])
    return f"“{title}” does not say {what} any more." if title else f"An article that said {what} was withdrawn."


def _changes(before: Said, after: Said) -> Iterator[str]:
    """``as of 2016, not as of Nov 2016 (inferred)``."""
    if before["when"] != after["when"]:
        yield f"{after['when']}, not {before['when']}"
    if before["by"] != after["by"]:
        yield f"according to {after['by']}, not {before['by']}"
    if before["date"] != after["date"]:
        yield f"in an article of {after['date'] or 'an unknown date'}, not of {before['date'] or 'an unknown one'}"
    if before.get("figure", "") != after.get("figure", ""):
        yield f"“{after['figure']}”, not “{before['figure']}”" if after["figure"] else f"not just “{before['figure']}”"


def _said(shown: Fact) -> Said:
    return {"text": shown.text, "when": when(shown), "by": shown.attribution}


def _figures(shown: Card) -> Iterator[tuple[str, Said]]:
    """The headline of each fact that stands by itself."""
    for block in shown.blocks:
        match block:
            case Figure(value, alone):
                yield alone.id, {"figure": value}
            case Quote(alone):
                yield alone.id, {"figure": ""}
            case _:
                continue
