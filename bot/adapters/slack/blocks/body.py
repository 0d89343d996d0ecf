"""The blocks of a card: rich and plain text, which Slack shows as it is, so that nothing in it pings or links."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import assert_never

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
from bot.wording import NBSP, SILENT, harmless, mark, more, provenance, reference, shared
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


def _characters(value: object) -> int:
    """The characters of all texts in a payload."""
    match value:
        case {"text": str(text)}:
            return len(text)
        case dict():
            return sum(map(_characters, value.values()))
        case list():
            return sum(map(_characters, value))
        case _:
            return 0


def blocks(card: Card) -> list[Json]:
    """The title, unless an answer comes first, and the body."""
    return body(card) if _answers_first(card) else [header(card.title), *body(card)]


def body(card: Card) -> list[Json]:
    """Each block of the card, its sources in small print, and its buttons last."""
    parts = list(enumerate(card.blocks))
    shown = [piece for at, part in parts if not isinstance(part, Actions) for piece in _block(part, card, at)]
    if any(card.facts()):
        shown += [_source(number, source) for number, source in enumerate(card.sources, start=1)]
    return shown + [piece for at, part in parts if isinstance(part, Actions) for piece in _block(part, card, at)]


def _answers_first(card: Card) -> bool:
    return bool(card.blocks) and isinstance(card.blocks[0], Quote | Figure)


def _block(block: Block, card: Card, at: int) -> Iterator[Json]:
    match block:
        case Text(text):
            yield rich(paragraph(run(text)))
        case Note(text):
            yield small(text)
        case Quote(fact):
            yield rich(paragraph(*_sentence(fact, card)))
            yield small(_under(fact, card, at))
        case Figure(value, fact):
            yield header(value)
            yield rich(paragraph(*_sentence(replace(fact, strong=None), card)))
            yield small(_under(fact, card, at))
        case Facts():
            yield from _facts(block, card)
        case Table(columns, rows):
            yield from (piece for matter in rows for piece in _row(matter, columns, card))
        case Items(title, items):
            yield from _titled(title, rich(*_listed(items)))
        case Actions():
            yield from _actions(block, at)
        case _:
            assert_never(block)


def _titled(title: str, *shown: Json) -> Iterator[Json]:
    """What stands under a title, if there is one."""
    if title:
        yield small(title)
    yield from shown


def _under(fact: Fact, card: Card, at: int) -> str:
    """What stands beneath an answer: what it is about, where that is not the heading, and its provenance."""
    return f"{card.title} · {provenance(fact)}" if at == 0 else provenance(fact)


def _facts(block: Facts, card: Card) -> Iterator[Json]:
    once = _once(block.facts)
    said = [[*_sentence(fact, card), *([] if once else [_aside(fact)])] for fact in block.facts]
    left_out = [small(more(block.more))] if block.more else []
    yield from _titled(
        " – ".join(filter(None, (block.title, once))), *([rich(bullets(said))] if said else []), *left_out
    )


def _row(row: Row, columns: Sequence[str], card: Card) -> Iterator[Json]:
    """One matter as a heading, and what each column has to say of it beneath."""
    once = _once([fact for cell in row.cells for fact in cell])
    yield small(" – ".join(filter(None, (row.label, once))))
    said = []
    for column, cell in zip(columns, row.cells, strict=True):
        asides = [[] if once else [_aside(fact)] for fact in cell]
        said += [[run(f"{column}: "), *_sentence(fact, card), *aside] for fact, aside in zip(cell, asides, strict=True)]
        said += [] if cell else [[run(f"{column}: "), run(SILENT, "italic")]]
    yield rich(bullets(said))


def _once(facts: Sequence[Fact]) -> str:
    """The provenance of one fact, or that which several have in common; "" when they differ or there are none."""
    return provenance(facts[0]) if len(facts) == 1 else shared(facts)


def _sentence(fact: Fact, card: Card) -> list[Json]:
    """A fact word for word, its figure bold, and its source's number, which never begins a line."""
    start, end = fact.strong or (0, 0)
    parts = [harmless(part) for part in (fact.text[:start], fact.text[start:end], fact.text[end:])]
    before, figure, after = parts if parts[1].strip() else ("", "", "".join(parts))
    runs = ((before, ""), (figure, "bold"), (f"{after}{NBSP}{mark(fact, card)}", ""))
    return [run(text, style) for text, style in runs if text.strip()]


def _aside(fact: Fact) -> Json:
    return run(f" {provenance(fact)}", "italic")


def _listed(items: Sequence[Item]) -> Iterator[Json]:
    """A list; entries of one name, one after another, stand under that name together."""
    lines: list[tuple[int, list[Json]]] = []
    for name, group in groupby(items, lambda item: item.name):
        texts = [item.text for item in group]
        named = run(name, "code" if name.startswith("/") else "")
        if len(texts) == 1:
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
        yield from _titled(block.title, row(*elements))


def _button(action: Action, place: str) -> Json:
    return button(f"{'show' if action.is_long else 'say'}:{place}", action.label, action.say)
