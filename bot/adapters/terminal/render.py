"""A card as a panel for the terminal; texts are never read as markup."""

import zlib
from collections.abc import Iterator
from typing import assert_never

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table as Grid
from rich.text import Text as Styled

from bot.adapters.terminal.limits import TERMINAL
from bot.wording import (
    NBSP,
    SILENT,
    beside,
    harmless,
    mark,
    more,
    named,
    offer,
    offered,
    provenance,
    reference,
    said_once,
    shared,
)
from handlers.card import Actions, Block, Card, Fact, Facts, Figure, Items, Note, Quote, Table, Text

# Readable on black and on white.
PALETTE = ("#0087af", "#5f8700", "#af5f00", "#af5f87", "#8700d7", "#d75f5f", "#008787", "#5f5faf")
_GLUE = "\ue000"


class Unbroken:
    """Text that never breaks at a non-breaking space, where rich would."""

    def __init__(self, text: Styled) -> None:
        """``text`` holds no private-use character: ``harmless`` has dropped them."""
        self._text = text.copy()
        self._text.plain = text.plain.replace(NBSP, _GLUE)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The wrapped lines."""
        for line in self._text.wrap(console, options.max_width):
            line.plain = line.plain.replace(_GLUE, NBSP)
            yield line

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """The widths it can take."""
        return Measurement.get(console, options, self._text)


def render(card: Card, subject: str = "", width: int = TERMINAL.width) -> RenderableType:
    """A card in at most ``width`` columns, in the accent colour of its subject."""
    accent = accent_of(subject or card.title)
    parts: list[RenderableType] = []
    for at, block in enumerate(card.blocks):
        if at and not (isinstance(block, Note) and isinstance(card.blocks[at - 1], Note)):
            parts.append("")
        parts += _block(block, card, accent, width)
    parts += _sources(card)
    title = Styled(harmless(card.title), f"bold {accent}")
    return Panel(Group(*parts), title=title, title_align="left", border_style=accent, padding=(1, 2), width=width)


def accent_of(subject: str) -> str:
    """The colour of a subject: the same in every reply."""
    return PALETTE[zlib.crc32(subject.encode()) % len(PALETTE)]


def _block(block: Block, card: Card, accent: str, width: int) -> Iterator[RenderableType]:
    match block:
        case Text(text):
            yield Styled(harmless(text))
        case Note(text):
            yield _small(text)
        case Quote(fact):
            yield _sentence(fact, card)
            yield _small(provenance(fact))
        case Figure(value, fact):
            yield Styled(harmless(value), f"bold {accent}")
            yield _sentence(fact, card)
            yield _small(provenance(fact))
        case Facts():
            yield from _facts(block, card, accent)
        case Table():
            yield from (
                _side_by_side(block, card, accent) if width >= TERMINAL.side_by_side else _stacked(block, card, accent)
            )
        case Items():
            yield from _items(block, accent, width)
        case Actions():
            yield Styled.assemble((f"{harmless(offered(block))}: ", "dim"), (harmless(offer(block)), accent))
        case _:
            assert_never(block)


def _sentence(fact: Fact, card: Card, aside: str = "") -> Unbroken:
    """A fact word for word, its figure bold, its source's number, and what is said beside it of its provenance."""
    start, end = fact.strong or (0, 0)
    text = Styled.assemble(
        harmless(fact.text[:start]),
        (harmless(fact.text[start:end]), "bold"),
        harmless(fact.text[end:]),
        (f"{NBSP}{mark(fact, card)}", "dim"),
    )
    if aside:
        text.append(f" {harmless(aside)}", "dim")
    return Unbroken(text)


def _small(text: str) -> Unbroken:
    return Unbroken(Styled(harmless(text), "dim"))


def _heading(title: str, accent: str, aside: str = "") -> Styled:
    return Styled.assemble(
        (harmless(title), f"bold {accent}"), ("  " if title and aside else ""), (harmless(aside), "dim")
    )


def _facts(block: Facts, card: Card, accent: str) -> Iterator[RenderableType]:
    once = shared(block.facts)
    if block.title or once:
        yield _heading(block.title, accent, said_once(block.facts))
    grid = Grid.grid(padding=(0, 1))
    for fact in block.facts:
        grid.add_row(Styled("•", accent), _sentence(fact, card, beside(fact, once)))
    if block.more:
        grid.add_row("", _small(more(block.more)))
    yield grid


def _cell(facts: tuple[Fact, ...], card: Card) -> RenderableType:
    if not facts:
        return Styled(SILENT, "dim italic")
    return Group(*(_sentence(fact, card, provenance(fact)) for fact in facts))


def _side_by_side(block: Table, card: Card, accent: str) -> Iterator[RenderableType]:
    grid = Grid.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column()
    for _ in block.columns:
        grid.add_column(ratio=1)
    grid.add_row("", *(_heading(column, accent) for column in block.columns))
    for row in block.rows:
        grid.add_row()
        grid.add_row(_heading(row.label, accent), *(_cell(cell, card) for cell in row.cells))
    yield grid


def _stacked(block: Table, card: Card, accent: str) -> Iterator[RenderableType]:
    for at, row in enumerate(block.rows):
        if at:
            yield ""
        yield _heading(row.label, accent)
        grid = Grid.grid(padding=(0, 1))
        for column, cell in zip(block.columns, row.cells, strict=True):
            grid.add_row(_small(column), _cell(cell, card))
        yield grid


def _items(block: Items, accent: str, width: int) -> Iterator[RenderableType]:
    if block.title:
        yield _heading(block.title, accent)
    longest = max((len(named(item)) for item in block.items), default=0)
    if longest > width // 3:
        for item in block.items:
            yield Styled(harmless(named(item)))
            if item.text:
                yield Padding(_small(item.text), (0, 0, 0, 2))
        return
    grid = Grid.grid(padding=(0, 2, 0, 0))
    for at, item in enumerate(block.items):
        again = at > 0 and item.name == block.items[at - 1].name
        grid.add_row("" if again else Styled(harmless(named(item))), _small(item.text))
    yield grid


def _sources(card: Card) -> Iterator[RenderableType]:
    if any(card.facts()):
        yield ""
        grid = Grid.grid(padding=(0, 1))
        for number, source in enumerate(card.sources, start=1):
            grid.add_row(_small(f"[{number}]"), _small(reference(source)))
        yield grid
