"""What is read of a card: Markdown of our own around words that are nothing but words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import assert_never

from bot.adapters.discord.blocks.elements import Json, divider, heading, small, text, words
from bot.adapters.discord.text import escape, link
from bot.wording import (
    NBSP,
    SILENT,
    beside,
    in_common,
    is_answer,
    mark,
    more,
    reference,
    under,
)
from handlers.card import (
    Actions,
    Block,
    Card,
    Fact,
    Facts,
    Figure,
    Item,
    Items,
    Note,
    Quote,
    Row,
    Source,
    Table,
    Text,
)

_UNFIT_FOR_CODE = frozenset("`\\<@")
_UNFIT_FOR_ITALICS = frozenset("*\\")


def body(card: Card) -> list[Json]:
    """The title, unless an answer comes first; each block but buttons; the sources in small print."""
    shown = [text(*part) for part in ([] if is_answer(card) else [[heading(card.title)]]) + _parts(card)]
    if not any(card.facts()):
        return shown
    return [*shown, divider(), text(*(_source(number, each) for number, each in enumerate(card.sources, start=1)))]


def _parts(card: Card) -> list[list[str]]:
    """The lines of each block; what follows a list that is a title alone stands under that title."""
    parts: list[list[str]] = []
    is_open = False
    for at, block in enumerate(card.blocks):
        lines = list(_lines(block, card, at))
        if is_open:
            parts[-1] += lines
        elif lines:
            parts.append(lines)
        is_open = isinstance(block, Items) and bool(lines) and not block.items
    return parts


def _lines(block: Block, card: Card, at: int) -> Iterator[str]:
    """The lines of a block; ``at`` is its place in the card."""
    match block:
        case Text(said):
            yield words(said)
        case Note(said):
            yield small(said)
        case Quote(fact):
            yield _sentence(fact, card)
            yield small(under(fact, card, at))
        case Figure(value, fact):
            yield heading(value, 1)
            yield _sentence(replace(fact, strong=None), card)
            yield small(under(fact, card, at))
        case Facts():
            yield from _facts(block, card)
        case Table(columns, rows):
            for row in rows:
                yield from _row(row, columns, card)
        case Items(title, items):
            yield from _heading(title)
            yield from _listed(items)
        case Actions():
            return
        case _:
            assert_never(block)


def _heading(title: str, once: str = "") -> Iterator[str]:
    """The title of a group, and beneath it what is said once for all of it."""
    if title:
        yield heading(title, 3)
    if once:
        yield small(once)


def _facts(block: Facts, card: Card) -> Iterator[str]:
    once, said = in_common(block.facts)
    yield from _heading(block.title, said)
    yield from (f"- {_sentence(fact, card)}{_aside(fact, once)}" for fact in block.facts)
    if block.more:
        yield small(more(block.more))


def _row(row: Row, columns: Sequence[str], card: Card) -> Iterator[str]:
    """One matter as a heading, and what each column has to say of it beneath."""
    once, said = in_common([fact for cell in row.cells for fact in cell])
    yield from _heading(row.label, said)
    for column, cell in zip(columns, row.cells, strict=True):
        named = f"- {words(column)}:"
        yield from (f"{named} {_sentence(fact, card)}{_aside(fact, once)}" for fact in cell)
        if not cell:
            yield f"{named} *{SILENT}*"


def _sentence(fact: Fact, card: Card) -> str:
    """A fact and its source's number, which never begins a line."""
    return f"{_told(fact)}{NBSP}{mark(fact, card)}"


@lru_cache(10_000)
def _told(fact: Fact) -> str:
    """A fact word for word, its figure bold."""
    start, end = fact.strong or (0, 0)
    before, figure, after = map(escape, (fact.text[:start], fact.text[start:end], fact.text[end:]))
    return f"{before}**{figure}**{after}" if figure.strip() else words(fact.text)


def _aside(fact: Fact, once: str) -> str:
    aside = beside(fact, once)
    return _said_aside(aside) if aside else ""


@lru_cache(10_000)
def _said_aside(aside: str) -> str:
    """Set in italics, unless it would break out of them."""
    return f" – {words(aside)}" if _UNFIT_FOR_ITALICS & {*aside} else f" *{words(aside)}*"


def _listed(items: Sequence[Item]) -> Iterator[str]:
    """A list; entries of one name, one after another, stand under that name together."""
    for (code, name), group in groupby(items, lambda item: (item.code, item.name)):
        texts = [words(item.text) for item in group if item.text]
        first = f"{_code(code)} {words(name)}" if code else _code(name) if name.startswith("/") else words(name)
        if len(texts) == 1 and not code:
            yield f"- {first}: {texts[0]}"
        else:
            yield from (f"- {first}", *(f"  - {each}" for each in texts))


def _code(said: str) -> str:
    """What is typed, set as code, in which nothing can be escaped."""
    return words(said) if _UNFIT_FOR_CODE & {*said} else f"`{said}`"


def _source(number: int, source: Source) -> str:
    """A source by its number, with a link when it has an address."""
    address = link(source.url)
    said = small(f"[{number}] {reference(replace(source, url='' if address else source.url))}")
    return f"{said} {address}" if address else said
