"""A card as a Slack message: rich and plain text, which Slack shows as it is, so nothing in it can ping or link."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, assert_never

from bot.adapters.slack.limits import SLACK
from bot.fit import fit
from bot.plain import plain
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

Json = dict[str, Any]
_A_BLOCK = SLACK.everything // SLACK.message_blocks  # characters of the budget that a block costs
_AROUND = 4  # blocks that extras may need


@dataclass(frozen=True, slots=True)
class Extras:
    """What stands around a reply: the id of its question, to judge it by; what Share asks again; who shared it."""

    question: str = ""
    share: str = ""
    shared_by: str = ""


def message(card: Card, extras: Extras = Extras()) -> Json:
    """``blocks``, and as ``text`` the whole answer in plain words, for notifications and screen readers."""
    fitting = fit(card, SLACK.everything - _AROUND * _A_BLOCK, cost)
    return {"text": fallback(card), "blocks": [*blocks(fitting), *_around(extras)]}


def plain_message(card: Card, extras: Extras = Extras()) -> Json:
    """The same in plain sections alone, for when Slack cannot show the blocks."""
    fitting = fit(card, SLACK.everything, lambda smaller: len(plain(smaller)))
    sections = [{"type": "section", "text": _plain(part)} for part in _sections(plain(fitting))]
    return {"text": fallback(card), "blocks": [*sections, *_shared_by(extras)]}


def fallback(card: Card) -> str:
    """The card in plain words, escaped, as long as Slack takes it."""
    return escape(plain(fit(card, SLACK.fallback, lambda smaller: len(escape(plain(smaller))))))


def escape(text: str) -> str:
    """A text in which Slack finds neither mention nor link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters, cut between words, with an ellipsis where it was cut."""
    text = harmless(text)
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return f"{head.rpartition(' ')[0] or head}…"


def cost(card: Card) -> int:
    """Characters, counting a block as its share of them: what a message's budget is measured in."""
    shown = blocks(card)
    return max(_characters(shown), len(shown) * _A_BLOCK)


def _characters(value: object) -> int:
    """The characters of all texts and addresses in a payload."""
    match value:
        case dict():
            own = sum(len(value[name]) for name in ("text", "url") if isinstance(value.get(name), str))
            return own + sum(_characters(inner) for inner in value.values())
        case list():
            return sum(map(_characters, value))
        case _:
            return 0


def blocks(card: Card) -> list[Json]:
    """The title, each block of the card, and its sources in small print."""
    shown: list[Json] = [{"type": "header", "text": _plain(shortened(card.title, SLACK.header))}]
    for index, block in enumerate(card.blocks):
        shown += _block(block, card, index)
    if any(card.facts()):
        shown += [_source(number, source) for number, source in enumerate(card.sources, start=1)]
    return shown


def _block(block: Block, card: Card, index: int) -> Iterator[Json]:
    match block:
        case Text(text):
            yield _rich(_section(_run(text)))
        case Note(text):
            yield _small(text)
        case Quote(fact):
            yield _rich(_section(*_sentence(fact, card)))
            yield _small(provenance(fact))
        case Figure(value, fact):
            yield _rich(_section(_run(value, bold=True)), _section(*_sentence(fact, card, bold=False)))
            yield _small(provenance(fact))
        case Facts():
            yield _facts(block, card)
        case Table(columns, rows):
            for row in rows:
                yield _row(row, columns, card)
        case Items(title, items):
            heading = [_section(_run(title, italic=True))] if title else []
            yield _rich(*heading, _list(_item(item) for item in items))
        case Actions():
            yield from _actions(block, index)
        case _:
            assert_never(block)


def _facts(block: Facts, card: Card) -> Json:
    once = shared(block.facts)
    heading = " – ".join(filter(None, (block.title, once)))
    parts = [_section(_run(heading, italic=True))] if heading else []
    parts.append(_list([*_sentence(fact, card), *([] if once else [_aside(fact)])] for fact in block.facts))
    if block.more:
        parts.append(_section(_run(more(block.more), italic=True)))
    return _rich(*parts)


def _row(row: Row, columns: tuple[str, ...], card: Card) -> Json:
    """One matter under its name, what each topic has to say of it beneath."""
    said = []
    for column, facts in zip(columns, row.cells, strict=True):
        if not facts:
            said.append([_run(f"{column}: "), _run(SILENT, italic=True)])
        said += [[_run(f"{column}: "), *_sentence(fact, card), _aside(fact)] for fact in facts]
    return _rich(_section(_run(row.label, italic=True)), _list(said))


def _item(item: Item) -> list[Json]:
    return [_run(f"{item.name}: " if item.text else item.name), *([_run(item.text)] if item.text else [])]


def _sentence(fact: Fact, card: Card, *, bold: bool = True) -> list[Json]:
    """A fact word for word, its figure bold, its source's number."""
    start, end = fact.strong or (0, 0)
    runs = [
        _run(fact.text[:start]),
        _run(fact.text[start:end], bold=bold),
        _run(f"{fact.text[end:]}{NBSP}{mark(fact, card)}"),
    ]
    return [run for run in runs if run["text"]]


def _aside(fact: Fact) -> Json:
    return _run(f" – {provenance(fact)}", italic=True)


def _actions(block: Actions, index: int) -> Iterator[Json]:
    """Buttons in a row, beneath their title; what is more than a row becomes a menu at its end."""
    if block.title:
        yield _small(block.title)
    buttons, others = block.actions[: SLACK.buttons], block.actions[SLACK.buttons :]
    elements = [_button(action, f"{index}.{at}") for at, action in enumerate(buttons)]
    options = [_option(action.label, action.say) for action in others if len(action.say) <= SLACK.option_value]
    if options:
        elements.append(
            {
                "type": "static_select",
                "action_id": f"say:{index}.more",
                "placeholder": _plain("More"),
                "options": options[: SLACK.options],
            }
        )
    yield {"type": "actions", "elements": elements}


def _button(action: Action, place: str) -> Json:
    return {
        "type": "button",
        "action_id": f"{'show' if action.is_long else 'say'}:{place}",
        "text": _plain(shortened(action.label, SLACK.button)),
        "value": action.say[: SLACK.button_value],
    }


def _option(label: str, value: str) -> Json:
    return {"text": _plain(shortened(label, SLACK.option)), "value": value}


def _around(extras: Extras) -> Iterator[Json]:
    if extras.share:
        share = {
            "type": "button",
            "action_id": "share",
            "text": _plain("Share"),
            "value": extras.share[: SLACK.button_value],
        }
        yield {"type": "actions", "elements": [share]}
    if extras.question:
        yield _feedback(extras.question)
    yield from _shared_by(extras)


def _feedback(question: str) -> Json:
    buttons = {
        "type": "feedback_buttons",
        "action_id": "feedback",
        "positive_button": {"text": _plain("Helpful"), "value": f"yes:{question}"},
        "negative_button": {"text": _plain("Not helpful"), "value": f"no:{question}"},
    }
    return {"type": "context_actions", "elements": [buttons]}


def _shared_by(extras: Extras) -> Iterable[Json]:
    return [_small(f"Shared by {extras.shared_by}")] if extras.shared_by else []


def _source(number: int, source: Source) -> Json:
    """A source by its number; its address is a link of our own words, not of the article's."""
    elements = [_plain(shortened(f"[{number}] {reference(replace(source, url=''))}", SLACK.context))]
    if source.url.startswith(("https://", "http://")):
        elements.append(
            {"type": "mrkdwn", "text": f"<{escape(source.url).replace('|', '%7C')}|open>", "verbatim": True}
        )
    return {"type": "context", "elements": elements}


def _small(text: str) -> Json:
    return {"type": "context", "elements": [_plain(shortened(text, SLACK.context))]}


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": harmless(text) if "\n" not in text else text, "emoji": False}


def _rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": list(elements)}


def _section(*runs: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(runs)}


def _list(entries: Iterable[list[Json]]) -> Json:
    return {"type": "rich_text_list", "style": "bullet", "elements": [_section(*entry) for entry in entries]}


def _run(text: str, *, bold: bool = False, italic: bool = False) -> Json:
    style = {name: True for name, is_set in (("bold", bold), ("italic", italic)) if is_set}
    return {"type": "text", "text": harmless(text), **({"style": style} if style else {})}


def _sections(text: str) -> Iterator[str]:
    """A text in pieces that a section takes, cut between paragraphs, or else between lines."""
    piece = ""
    for line in text.splitlines():
        if piece and len(piece) + 1 + len(line) > SLACK.section:
            yield piece
            piece = ""
        piece = f"{piece}\n{line}" if piece else line
    if piece:
        yield piece
