"""What is pressed beneath a card: rows of buttons, menus of those that are too many, and what is too long for them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice

from bot.adapters.discord import codes
from bot.adapters.discord.blocks.elements import TEXT, Json, button, menu, row, small, text
from bot.adapters.discord.codes import Code, Verb
from bot.adapters.discord.limits import DISCORD
from bot.adapters.discord.text import length
from handlers.card import Actions

_FIRST_LINE = 101  # the number of the first component that quotes what a button says


@dataclass(frozen=True, slots=True)
class Offer:
    """A button to be: what it shows and what it says."""

    label: str
    code: Code


@dataclass(frozen=True, slots=True)
class Group:
    """Offers under a title, in rows of their own."""

    title: str
    offers: tuple[Offer, ...]


def offer(label: str, verb: Verb, said: str, page: int = 0) -> Offer:
    """A button of a text."""
    return Offer(label, codes.code(verb, said, page))


def group(actions: Actions) -> Group:
    """The buttons of a card; a long reply is shown apart."""
    return Group(
        actions.title,
        tuple(offer(each.label, Verb.SHOW if each.is_long else Verb.SAY, each.say) for each in actions.actions),
    )


def controls(groups: Sequence[Group]) -> list[Json]:
    """Rows of all that can be said, no two buttons saying the same; before them what no id has room for."""
    usable = list(_usable(groups))
    first = [each for found in usable for each in found.offers[: DISCORD.buttons]]
    lines = dict(zip(dict.fromkeys(each.code.text for each in first if not codes.fits(each.code)), count(_FIRST_LINE)))
    quoted = [{"type": TEXT, "id": number, "content": codes.quotation(said)} for said, number in lines.items()]
    return [*quoted, *(piece for at, found in enumerate(usable) for piece in _rows(found, at, lines))]


def _usable(groups: Sequence[Group]) -> Iterator[Group]:
    """The groups without what cannot be said, and without what was offered before."""
    before = set[Code]()
    for found in groups:
        new: dict[Code, Offer] = {}
        for each in found.offers:
            if each.code not in before and codes.can_be_said(each.code.text):
                new.setdefault(each.code, each)
        if new:
            yield replace(found, offers=tuple(new.values()))
        before |= new.keys()


def _rows(found: Group, at: int, lines: dict[str, int]) -> Iterator[Json]:
    """A title, three buttons, and a menu of the others whose text it has room for."""
    shown, others = found.offers[: DISCORD.buttons], found.offers[DISCORD.buttons :]
    if found.title:
        yield text(small(found.title))
    yield row(*(button(each.label, _numbered(each.code, lines)) for each in shown))
    fitting = (each for each in others if length(each.code.text) <= DISCORD.option_value)
    options = {each.code.text: (each.label, each.code.text) for each in fitting}  # Discord takes no value twice
    if options:
        yield row(menu(at, islice(options.values(), DISCORD.options)))


def _numbered(code: Code, lines: dict[str, int]) -> Code:
    """The code, or where it does not fit, one that names the line that quotes its text."""
    return code if codes.fits(code) else replace(code, line=lines[code.text])
