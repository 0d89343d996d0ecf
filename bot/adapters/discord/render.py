"""A card as a Discord message: one frame of Components V2, with what stands around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.adapters.discord.blocks.body import body
from bot.adapters.discord.blocks.colour import colour
from bot.adapters.discord.blocks.controls import Group, Offer, controls, group, offer
from bot.adapters.discord.blocks.elements import Json, characters, container, every, file, small, text
from bot.adapters.discord.codes import Verb
from bot.adapters.discord.limits import DISCORD
from bot.adapters.discord.text import cut, escape, length, shortened
from bot.fit import fit
from bot.overview import lists_much, overview
from bot.pages import pages
from bot.plain import answer_first
from bot.wording import visible
from handlers.card import Actions, Card, Kind, Reply

IS_COMPONENTS_V2, EPHEMERAL = 1 << 15, 1 << 6  # "Message Flags" in Discord's documentation of the message resource
NO_MENTIONS: Json = {"parse": [], "replied_user": False}
A_COMPONENT = DISCORD.text // DISCORD.components  # characters of the budget that a component costs
_QUOTED = 200  # characters of a question that a line above its reply quotes
_JUDGED = frozenset({Kind.ANSWER, Kind.BRIEFING, Kind.NO_ANSWER})
_WORTH_SHARING = _JUDGED | {Kind.LIST, Kind.CARD}
_WITHOUT_COLOUR = frozenset({Kind.HELP, Kind.ERROR})


@dataclass(frozen=True, slots=True)
class Extras:
    """What stands around a reply.

    ``question`` is the id to judge the reply by, ``follow_up`` the exchange that a further one goes on with,
    ``share`` the text that a Share button asks again, ``asked`` the text that shows the whole reply where a message
    cannot hold it, ``shared_by`` the name of who shared it, ``topic`` the id of what it is about, ``asking`` a line on
    what was asked and by whom, where the question is not to be seen, ``file`` the name of the file that then holds it.
    """

    question: str = ""
    follow_up: str = ""
    share: str = ""
    asked: str = ""
    shared_by: str = ""
    topic: str = ""
    asking: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a card: what was asked, a file, buttons, who shared it, the topic that gives the colour."""

    groups: tuple[Group, ...] = ()
    shared_by: str = ""
    topic: str = ""
    asking: str = ""
    file: str = ""


def around(reply: Reply, question: str, asked: str = "", share: str = "", follow_up: str = "") -> Extras:
    """What stands around a reply: not every kind can be judged, is worth sharing, or has a colour."""
    return Extras(
        question if reply.kind in _JUDGED else "",
        follow_up if reply.kind in _JUDGED else "",
        share if reply.kind in _WORTH_SHARING else "",
        asked,
        topic=(reply.topic or "") if reply.kind not in _WITHOUT_COLOUR else "",
    )


def asking(name: str, said: str) -> str:
    """Who asked what, as a line above a reply."""
    return f"{shortened(name, DISCORD.button)} asked: “{shortened(said, _QUOTED)}”"


def message(card: Card, extras: Extras = Extras(), *, is_private: bool = False) -> Json:
    """The body of a request that posts a card."""
    return {
        "flags": IS_COMPONENTS_V2 | (EPHEMERAL if is_private else 0),
        "components": components(card, extras),
        "allowed_mentions": NO_MENTIONS,
    }


def components(card: Card, extras: Extras = Extras()) -> list[Json]:
    """A card as what Discord draws; whole facts that it has no room for are left out.

    A button shows everything, or the file that comes along.
    """
    fitting = fit(overview(card), DISCORD.text, lambda smaller: _cost(_framed(smaller, _around(smaller, card, extras))))
    return _shown(fitting, _around(fitting, card, extras))


def page(card: Card, asked: str, number: int = 0, topic: str = "") -> list[Json]:
    """One page of all of a card, from 0; ``asked`` is what was asked, to make the other pages from.

    Of what was asked at such length that no button can say it, there is the one page.
    """
    found = _pages(card)
    number = max(0, min(number, len(found) - 1))
    beside = [(to, label) for to, label in ((number - 1, "Previous"), (number + 1, "Next")) if 0 <= to < len(found)]
    title = f"Page {number + 1} of {len(found)}"
    turning = Group(title, tuple(offer(label, Verb.PAGE, asked, to) for to, label in beside))
    return _shown(found[number], Frame((turning,), topic=topic))


@lru_cache(50)
def _pages(card: Card) -> tuple[Card, ...]:
    """Kept, for who reads a page turns to the next."""
    return pages(card, DISCORD.page, lambda part: _cost(_framed(part, Frame())))


def _around(card: Card, whole: Card, extras: Extras) -> Frame:
    """What stands around a card, or around what is left of the whole one."""
    offers = Group("", tuple(_offers(card, whole, extras)))
    groups, brought = (offers, Group("", tuple(_votes(extras)))), extras.file if card is not whole else ""
    return Frame(groups, extras.shared_by, extras.topic, extras.asking, brought)


def _shown(card: Card, frame: Frame) -> list[Json]:
    """A card as it is, or where its least is too much for a message, as words alone."""
    framed = _framed(card, frame)
    return framed if _cost(framed) <= DISCORD.text else _in_plain_words(card, frame)


def _framed(card: Card, frame: Frame) -> list[Json]:
    """A card in its frame: what is read, then what is pressed, its own buttons first."""
    own = [group(block) for block in card.blocks if isinstance(block, Actions)]
    return [container([*_beginning(frame), *body(card), *_end(own, frame)], colour(frame.topic))]


def _beginning(frame: Frame) -> list[Json]:
    return [text(small(frame.asking))] if frame.asking else []


def _end(own: Sequence[Group], frame: Frame) -> list[Json]:
    by = [text(small(f"Shared by {frame.shared_by}"))] if frame.shared_by else []
    brought = [file(frame.file)] if frame.file else []
    return [*brought, *controls(_together([*own, *frame.groups])), *by]


def _together(groups: Sequence[Group]) -> list[Group]:
    """The groups, those without a title in the row of the one before if that has room for them."""
    found: list[Group] = []
    for each in groups:
        last = found[-1].offers if found else ()
        if last and not each.title and len(last) + len(each.offers) <= DISCORD.buttons:
            found[-1] = Group(found[-1].title, (*last, *each.offers))
        else:
            found.append(each)
    return found


def _offers(card: Card, whole: Card, extras: Extras) -> Iterator[Offer]:
    """The buttons that are no part of the card, which may offer all of its matter itself."""
    is_offered = any(each.is_long for block in card.blocks if isinstance(block, Actions) for each in block.actions)
    if extras.asked and card is not whole and not is_offered:
        yield offer("With descriptions" if lists_much(whole) else "Show everything", Verb.SHOW, extras.asked)
    if extras.follow_up:
        yield offer("Ask a follow-up", Verb.ASK, extras.follow_up)
    if extras.share:
        yield offer("Share", Verb.SHARE, extras.share)


def _votes(extras: Extras) -> Iterator[Offer]:
    if extras.question:
        yield offer("Helpful", Verb.VOTE, f"yes:{extras.question}")
        yield offer("Not helpful", Verb.VOTE, f"no:{extras.question}")


def _in_plain_words(card: Card, frame: Frame) -> list[Json]:
    """A card as words alone, cut between two of them: no card of a handler comes here."""
    said, beginning, end = answer_first(card), _beginning(frame), _end((), frame)
    most = DISCORD.text - characters([*beginning, *end])
    while length(shown := _lines(said)) > most:
        said = cut(said, length(said) - max(1, (length(shown) - most) // 2))
    return [container([*beginning, text(shown), *end], colour(frame.topic))]


def _lines(said: str) -> str:
    return "\n".join(escape(line) for line in said.splitlines() if line.strip()) or visible("")


def _cost(shown: Sequence[Json]) -> int:
    """What components take of the budget of a message: characters, or its share of them for each component."""
    return max(characters(shown), sum(1 for _ in every(shown)) * A_COMPONENT)
