"""A card as a Slack message: its blocks, the same in plain words, and what stands around it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.adapters.slack.blocks.body import A_BLOCK, blocks, cost
from bot.adapters.slack.blocks.elements import Json, button, picker, plain, row, small
from bot.adapters.slack.blocks.text import can_be_said, cut, escape, pieces, visible
from bot.adapters.slack.limits import SLACK
from bot.fit import fit
from bot.plain import plain as words
from bot.wording import NBSP, more
from handlers.card import Block, Card, Items, Note, Text

_BUDGET = SLACK.everything - 4 * A_BLOCK  # less what stands around the card
_MANY = 40  # entries of lists that are too many to be read one by one
_NAMED = 60  # names of a list that are shown then


@dataclass(frozen=True, slots=True)
class Extras:
    """What stands around a reply.

    ``question`` is the id to judge the reply by, ``share`` the text that a Share button asks again, ``asked`` the text
    that shows the whole reply where a message cannot hold it, ``shared_by`` the name of who shared it.
    """

    question: str = ""
    share: str = ""
    shared_by: str = ""
    asked: str = ""


def message(card: Card, extras: Extras = Extras()) -> Json:
    """``blocks``, and as ``text`` the whole answer in plain words, for notifications and screen readers."""
    brief = _brief(card)
    fitting = fit(brief, _BUDGET, cost)
    if cost(fitting) > _BUDGET:
        return plain_message(card, extras)
    finder = [] if brief is card else [row(picker("Find a topic"))]
    shown = _with_buttons([*blocks(fitting), *finder], _offers(extras, is_whole=fitting is card))
    return {"text": fallback(card, extras), "blocks": [*shown, *_feedback(extras), *_shared_by(extras)]}


def plain_message(card: Card, extras: Extras = Extras()) -> Json:
    """The same in plain sections alone, for when Slack cannot show the blocks."""
    text = words(fit(card, SLACK.everything, lambda smaller: len(words(smaller))))
    parts = pieces(text if len(text) <= SLACK.everything else cut(text, SLACK.everything), SLACK.section)
    sections = [{"type": "section", "text": plain(part)} for part in parts]
    return {"text": fallback(card, extras), "blocks": [*sections, *_shared_by(extras)]}


def fallback(card: Card, extras: Extras = Extras()) -> str:
    """The card in plain words, escaped, as long as Slack takes it; a sentence goes with its citation or not at all."""
    end = f"\n\n{_shared(extras)}" if extras.shared_by else ""
    most = SLACK.fallback - len(escape(end))
    text = words(fit(card, most, lambda smaller: len(escape(words(smaller)))))
    while len(escape(text)) > most:  # our own words alone are too long: no card of a handler comes here
        text = cut(text, len(text) - max(1, (len(escape(text)) - most) // len("&amp;")))
    return escape(text + end) if (text + end).strip() else visible("")


def _brief(card: Card) -> Card:
    """A card that lists more than anybody reads with names alone; any other as it is."""
    names = {item.name for block in card.blocks if isinstance(block, Items) for item in block.items}
    if len(names) <= _MANY:
        return card
    return replace(card, blocks=tuple(part for block in card.blocks for part in _named(block)))


def _named(block: Block) -> tuple[Block, ...]:
    if not isinstance(block, Items):
        return (block,)
    names = [item.name for item in block.items[:_NAMED]]
    rest = [more(len(block.items) - _NAMED)] if len(block.items) > _NAMED else []
    return Note(block.title), Text(f"{NBSP}· ".join((*names, *rest)))


def _offers(extras: Extras, *, is_whole: bool) -> list[Json]:
    """The buttons that are no part of the card; one whose text is too long to be asked again is left out."""
    asked = "" if is_whole else extras.asked
    offers = (("show:whole", "Show everything", asked), ("share", "Share", extras.share))
    return [button(name, label, text) for name, label, text in offers if can_be_said(text)]


def _with_buttons(shown: list[Json], buttons: list[Json]) -> list[Json]:
    """Blocks with further buttons: in the last row if it has room for them, or else in a row of their own."""
    last = shown[-1] if shown and shown[-1]["type"] == "actions" else row()
    if not buttons or len(last["elements"]) + len(buttons) > SLACK.buttons:
        return [*shown, *([row(*buttons)] if buttons else [])]
    return [*(block for block in shown if block is not last), row(*last["elements"], *buttons)]


def _feedback(extras: Extras) -> Iterator[Json]:
    if extras.question:
        votes = {"positive_button": ("Helpful", "yes"), "negative_button": ("Not helpful", "no")}
        sides = {
            side: {"text": plain(label), "value": f"{vote}:{extras.question}"} for side, (label, vote) in votes.items()
        }
        yield {"type": "context_actions", "elements": [{"type": "feedback_buttons", "action_id": "feedback", **sides}]}


def _shared_by(extras: Extras) -> Iterator[Json]:
    if extras.shared_by:
        yield small(_shared(extras))


def _shared(extras: Extras) -> str:
    return f"Shared by {visible(extras.shared_by)}"
