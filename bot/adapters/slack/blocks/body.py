"""The blocks of a card: rich and plain text, which Slack shows as it is, so that nothing in it pings or links."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import Any, assert_never

from bot.adapters.slack.blocks.elements import (
    Json,
    bullets,
    button,
    header,
    option,
    paragraph,
    plain,
    rich,
    row,
    run,
    small,
)
from bot.adapters.slack.blocks.text import can_be_said, link
from bot.adapters.slack.limits import SLACK
from bot.wording import (
    NBSP,
    SILENT,
    beside,
    harmless,
    in_common,
    is_answer,
    mark,
    more,
    reference,
    under,
)
from handlers.card import (
    Action,
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

A_BLOCK = SLACK.everything // SLACK.blocks  # characters of the budget that a block costs


def cost(card: Card) -> int:
    """What a card takes of the budget of a message: characters, a block counting as its share of them at least."""
    shown = blocks(card)
    return max(_characters(shown), len(shown) * A_BLOCK)


def _characters(shown: list[Json]) -> int:
    """The characters of all texts in a payload."""
    count, found = 0, list[Any](shown)
    for value in found:  # which grows meanwhile
        if isinstance(value, list):
            found += value
        elif isinstance(value, dict):
            text = value.get("text")
            if isinstance(text, str):
                count += len(text)
            else:
                found += value.values()
    return count


def blocks(card: Card) -> list[Json]:
    """The title, unless an answer comes first, and the body."""
    return body(card) if is_answer(card) else [header(card.title), *body(card)]


def body(card: Card) -> list[Json]:
    """Each block of the card, its sources in small print, and its buttons last."""
    parts = list(enumerate(card.blocks))
    shown = [piece for at, part in parts if not isinstance(part, Actions) for piece in _block(part, card, at)]
    if any(card.facts()):
        shown += [_source(number, source) for number, source in enumerate(card.sources, start=1)]
    return shown + [piece for at, part in parts if isinstance(part, Actions) for piece in _block(part, card, at)]


def _block(block: Block, card: Card, at: int) -> Iterator[Json]:
    match block:
        case Text(text):
            yield rich(paragraph(run(text)))
        case Note(text):
            yield small(text)
        case Quote(fact):
            yield rich(paragraph(*_sentence(fact, card)))
            yield small(under(fact, card, at))
        case Figure(value, fact):
            yield header(value)
            yield rich(paragraph(*_sentence(replace(fact, strong=None), card)))
            yield small(under(fact, card, at))
        case Facts():
            yield from _facts(block, card)
        case Table(columns, rows):
            yield from (piece for matter in rows for piece in _row(matter, columns, card))
        case Items(title, items):
            yield from _group(_heading(title), _listed(items))
        case Actions():
            yield from _actions(block, at)
        case _:
            assert_never(block)


def _group(*parts: Iterable[Json]) -> Iterator[Json]:
    """A heading and what stands under it, in one block; none where there is neither."""
    if elements := [element for part in parts for element in part]:
        yield rich(*elements)


def _heading(title: str, once: str = "") -> Iterator[Json]:
    """The title of a group, bold, and after it what is said once for all of it."""
    if title or once:
        aside = f" – {once}" if title else once
        yield paragraph(*([run(title, "bold")] if title else []), *([run(aside)] if once else []))


def _facts(block: Facts, card: Card) -> Iterator[Json]:
    once, heading = in_common(block.facts)
    said = [[*_sentence(fact, card), *_aside(fact, once)] for fact in block.facts]
    yield from _group(_heading(block.title, heading), [bullets(said)] if said else [])
    if block.more:
        yield small(more(block.more))


def _row(row: Row, columns: Sequence[str], card: Card) -> Iterator[Json]:
    """One matter as a heading, and what each column has to say of it beneath."""
    once, heading = in_common([fact for cell in row.cells for fact in cell])
    said = []
    for column, cell in zip(columns, row.cells, strict=True):
        said += [[run(f"{column}: "), *_sentence(fact, card), *_aside(fact, once)] for fact in cell]
        said += [] if cell else [[run(f"{column}: "), run(SILENT, "italic")]]
    yield from _group(_heading(row.label, heading), [bullets(said)])


def _sentence(fact: Fact, card: Card) -> tuple[Json, ...]:
    """A fact word for word, its figure bold, and its source's number, which never begins a line."""
    return _runs(fact.text, fact.strong or (0, 0), mark(fact, card))


@lru_cache(5_000)
def _runs(text: str, strong: tuple[int, int], cited: str) -> tuple[Json, ...]:
    """Kept, for a card that is made to fit is made many times."""
    start, end = strong
    parts = [harmless(part) for part in (text[:start], text[start:end], text[end:])]
    before, figure, after = parts if parts[1].strip() else ("", "", "".join(parts))
    runs = ((before, ""), (figure, "bold"), (f"{after}{NBSP}{cited}", ""))
    return tuple(run(text, style) for text, style in runs if text.strip())


def _aside(fact: Fact, once: str) -> Iterator[Json]:
    if aside := beside(fact, once):
        yield run(f" {aside}", "italic")


def _listed(items: Sequence[Item]) -> Iterator[Json]:
    """A list; entries of one name, one after another, stand under that name together."""
    lines: list[tuple[int, list[Json]]] = []
    for (code, name), group in groupby(items, lambda item: (item.code, item.name)):
        texts = [item.text for item in group]
        named = run(name, "code" if name.startswith("/") else "")
        if code:
            lines += [(0, [run(code, "code"), run(f" {name}")]), *((1, [run(text)]) for text in texts if text)]
        elif len(texts) == 1:
            lines.append((0, [named, run(f": {texts[0]}")] if texts[0] else [named]))
        else:
            lines += [(0, [named]), *((1, [run(text)]) for text in texts)]
    for indent, nested in groupby(lines, lambda line: line[0]):
        yield bullets((runs for _, runs in nested), indent)


def _source(number: int, source: Source) -> Json:
    """A source by its number, with a link when it has an address."""
    address = link(source.url)
    linked = [{"type": "mrkdwn", "text": address, "verbatim": True}] if address else []
    return small(f"[{number}] {reference(replace(source, url='' if linked else source.url))}", *linked)


def _actions(block: Actions, at: int) -> Iterator[Json]:
    """Buttons in a row beneath their title; those that are too many are a menu at its end."""
    usable = [action for action in block.actions if can_be_said(action.say)]
    first, others = usable[: SLACK.buttons], usable[SLACK.buttons :]
    elements = [_button(action, f"{at}.{number}") for number, action in enumerate(first)]
    options = {each.say: option(each.label, each.say) for each in others if can_be_said(each.say, SLACK.option_value)}
    if options:
        menu = {"type": "static_select", "action_id": f"say:{at}.more", "placeholder": plain("More")}
        elements.append({**menu, "options": list(options.values())[: SLACK.options]})
    if elements:
        yield from [small(block.title)] if block.title else []
        yield row(*elements)


def _button(action: Action, place: str) -> Json:
    return button(f"{'show' if action.is_long else 'say'}:{place}", action.label, action.say)
