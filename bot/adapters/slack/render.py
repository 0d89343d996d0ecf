"""A card as a Slack message: its blocks, the same in plain words, and what stands around it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.adapters.slack.blocks.body import A_BLOCK, blocks, cost
from bot.adapters.slack.blocks.elements import Json, button, picker, plain, row, small
from bot.adapters.slack.blocks.text import can_be_said, cut, escape, pieces
from bot.adapters.slack.limits import SLACK
from bot.fit import fit
from bot.overview import lists_much, overview
from bot.plain import answer_first
from bot.wording import visible
from handlers.card import Card, Kind

_BUDGET = SLACK.everything - 4 * A_BLOCK  # less what stands around the card
_JUDGED = frozenset({Kind.ANSWER, Kind.BRIEFING, Kind.NO_ANSWER})
_WORTH_SHARING = _JUDGED | {Kind.LIST, Kind.CARD}


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


def around(kind: Kind, question: str, asked: str = "", share: str = "") -> Extras:
    """What stands around a reply of a kind: not every kind can be judged, nor is worth sharing."""
    return Extras(question if kind in _JUDGED else "", share if kind in _WORTH_SHARING else "", asked=asked)


def message(card: Card, extras: Extras = Extras()) -> Json:
    """``blocks``, and as ``text`` the whole answer in plain words, for notifications and screen readers."""
    fitting = fit(overview(card), _BUDGET, cost)
    if cost(fitting) > _BUDGET:
        return plain_message(card, extras)
    finder = [row(picker("Find a topic"))] if lists_much(card) else []
    shown = _with_buttons([*blocks(fitting), *finder], _offers(card, extras, is_whole=fitting is card))
    return {"text": fallback(card, extras), "blocks": [*shown, *_feedback(extras), *_shared_by(extras)]}


def plain_message(card: Card, extras: Extras = Extras()) -> Json:
    """The same in plain sections alone, for when Slack cannot show the blocks."""
    text = answer_first(fit(card, SLACK.everything, lambda smaller: len(answer_first(smaller))))
    parts = pieces(text if len(text) <= SLACK.everything else cut(text, SLACK.everything), SLACK.section)
    sections = [{"type": "section", "text": plain(part)} for part in parts]
    return {"text": fallback(card, extras), "blocks": [*sections, *_shared_by(extras)]}


def with_primary(message: Json) -> Json:
    """A message whose first button stands out."""
    first = next((block for block in message["blocks"] if block["type"] == "actions"), None)
    if first is None:
        return message
    button_, *others = first["elements"]
    standing_out = row({**button_, "style": "primary"}, *others)
    return {**message, "blocks": [standing_out if block is first else block for block in message["blocks"]]}


def fallback(card: Card, extras: Extras = Extras()) -> str:
    """The card in plain words, the answer first, escaped, as long as Slack takes it.

    A sentence goes with its citation or not at all.
    """
    end = f"\n\n{_shared(extras)}" if extras.shared_by else ""
    most = SLACK.fallback - len(escape(end))
    text = answer_first(fit(card, most, lambda smaller: len(escape(answer_first(smaller)))))
    while len(escape(text)) > most:  # our own words alone are too long: no card of a handler comes here
        text = cut(text, len(text) - max(1, (len(escape(text)) - most) // len("&amp;")))
    return escape(text + end) if (text + end).strip() else visible("")


def _offers(card: Card, extras: Extras, *, is_whole: bool) -> list[Json]:
    """The buttons that are no part of the card; one whose text is too long to be asked again is left out."""
    asked = "" if is_whole else extras.asked
    whole = "With descriptions" if lists_much(card) else "Show everything"
    offers = (("show:whole", whole, asked), ("share", "Share", extras.share))
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
