"""What channels get by themselves, put together: a fact, or a digest, as the chat of each channel shows it."""

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, NamedTuple, Protocol

from bot.cited import cited
from bot.gallery import wanted
from bot.log import logger
from bot.pipeline import Pipeline
from bot.schedule import Composed, Due
from corpus.article import Passage
from corpus.collection import Corpus
from handlers.card import Kind as Sort
from handlers.card import Reply
from handlers.daily import facts_about, following, untold
from handlers.daily_card import daily, subject_of
from handlers.described import late
from handlers.digest import digest
from handlers.moment import local
from handlers.request import Place
from handlers.subscription import Kind

NO_FACT = "the articles hold no figure or date on that any more"
QUIET = "it was a quiet week, and quiet weeks are left out here"
FAULT = "it could not be put together; the fault is ours and has been logged"
_FACTS_AT_ONCE, _DIGESTS_AT_ONCE = 20, 1  # so many are made while a request waits for the worker
_KEPT = 1_000  # facts as they are posted: of a wave, each for each of its days, zones and chats
_WHOSE = secrets.token_hex(6)  # where the id of a subscription goes; nobody can know it, so nobody can write it

Picture = Mapping[str, Any]
"""What is to be drawn, as JSON."""

Drawn = Callable[[Place, Picture], None]
"""Have something drawn that is soon posted in a place."""


class Form(Protocol):
    """How a chat shows what nobody asked for."""

    def posted(self, reply: Reply) -> Mapping[str, Any]:
        """What a delivery holds for the outbox to post, as JSON; a fact is of the kind CARD, a digest a LIST."""


class Composer:
    """Puts together what is due, in the worker thread, a few at a time so that nobody waits long for a reply.

    A payload holds what the chat's form gives; ``late``, a line for when it is; ``facts``, what it says of each, to
    tell when that changes; and as ``picture`` what is to be drawn, where there is to be one. ``forms`` are those of
    the chats that are there; ``drawn`` hears on the event loop what is to be drawn, and for a place in each workspace,
    and is None where nothing is.
    """

    def __init__(self, pipeline: Pipeline, forms: Mapping[str, Form], drawn: Drawn | None) -> None:
        self._pipeline, self._forms, self._drawn = pipeline, forms, drawn
        self._pictures: dict[tuple[str, _Fact], tuple[Place, Picture]] = {}
        self._facts: dict[tuple[str, ...], tuple[Passage, ...]] = {}
        self._kept: dict[_Fact, tuple[str, Picture | None]] = {}

    async def __call__(self, due: Sequence[Due]) -> list[Composed]:
        """What is owed for each of those that are due, in their order."""
        digests = [each for each in due if each.subscription.kind is Kind.DIGEST]
        facts = [each for each in due if each.subscription.kind is not Kind.DIGEST]
        of_facts = await self._in_parts(facts, _FACTS_AT_ONCE)
        shown = {each.subscription.place: made.shown for each, made in zip(facts, of_facts, strict=True)}
        of_digests = await self._in_parts([_seeing(each, shown) for each in digests], _DIGESTS_AT_ONCE)
        pictures, self._pictures = self._pictures, {}
        if self._drawn:
            for place, picture in pictures.values():
                self._drawn(place, picture)
        made = {Kind.FACT: iter(of_facts), Kind.DIGEST: iter(of_digests)}
        return [next(made[each.subscription.kind]) for each in due]

    async def _in_parts(self, due: Sequence[Due], most: int) -> list[Composed]:
        made: list[Composed] = []
        for start in range(0, len(due), most):
            made += await self._pipeline.compute(partial(self._all, due[start : start + most]))
        return made

    def _all(self, due: Sequence[Due], corpus: Corpus) -> list[Composed]:
        return [self._composed(each, corpus) for each in due]

    def _composed(self, due: Due, corpus: Corpus) -> Composed:
        """What is owed; what cannot be made costs nobody else theirs."""
        make = self._digest if due.subscription.kind is Kind.DIGEST else self._fact
        try:
            return make(due, corpus)
        except Exception:  # noqa: BLE001 -- one that cannot be made must not keep all others from being posted
            logger.exception("schedule.not_composed", subscription=due.subscription.id)
            return Composed("", due.subscription.cursor, FAULT)

    def _fact(self, due: Due, corpus: Corpus) -> Composed:
        """The next fact; who gets the same one as another gets the same payload, but for the ids in it."""
        held = due.subscription
        facts = untold(self._facts_about(held.topics, corpus), due.told)
        found = following(facts, held.id, held.cursor)
        if found is None:
            return Composed("", held.cursor, NO_FACT)
        passage, cursor = found
        day = local(due.at, held.rhythm.zone).date() if self._drawn and held.has_picture else None
        fact = _Fact(held.place.platform, passage.id, held.topics, _late(due), day)
        if fact not in self._kept:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[fact] = self._made(fact, passage, corpus)
        payload, picture = self._kept[fact]
        if picture:
            self._pictures[held.place.workspace, fact] = held.place, picture
        return Composed(payload.replace(_WHOSE, held.id), cursor, shown=(passage.id,))

    def _made(self, fact: "_Fact", passage: Passage, corpus: Corpus) -> tuple[str, Picture | None]:
        """A fact as it is posted, but for whom; its picture."""
        subject = subject_of(passage, corpus, fact.topics)
        reply = Reply(Sort.CARD, daily(passage, corpus, fact.topics, _WHOSE), subject.id if subject else None)
        holding = {**self._forms[fact.platform].posted(reply), "late": fact.late, "facts": cited(reply.card)}
        picture = wanted(daily(passage, corpus, fact.topics), reply.topic or "", fact.day) if fact.day else None
        return _payload({**holding, "picture": picture} if picture else holding), picture

    def _digest(self, due: Due, corpus: Corpus) -> Composed:
        held = due.subscription
        card = digest(held, corpus, due.lately) if due.lately else None
        if card is None:
            return Composed("", held.cursor, QUIET)
        forms = self._forms[held.place.platform].posted(Reply(Sort.LIST, card))
        shown = tuple(fact.id for fact in card.facts())
        payload = _payload({**forms, "late": _late(due), "facts": cited(card)})
        return Composed(payload, held.cursor, shown=shown)

    def _facts_about(self, topics: tuple[str, ...], corpus: Corpus) -> tuple[Passage, ...]:
        """Kept, for to find them takes longer than all else."""
        if topics not in self._facts:
            if len(self._facts) >= _KEPT:
                self._facts.clear()
            self._facts[topics] = facts_about(corpus, topics)
        return self._facts[topics]


class _Fact(NamedTuple):
    """A fact as many channels get it; ``day`` is the one that its picture names, None for no picture."""

    platform: str
    passage: str
    topics: tuple[str, ...]
    late: str
    day: date | None


def _seeing(due: Due, shown: Mapping[Place, tuple[str, ...]]) -> Due:
    """A digest that is due, with what its channel is about to be shown at the same time as seen."""
    if due.lately is None:
        return due
    seen = due.lately.seen.union(shown.get(due.subscription.place, ()))
    return replace(due, lately=replace(due.lately, seen=seen))


def _late(due: Due) -> str:
    return late(due.subscription, due.at)


def _payload(holding: Mapping[str, Any]) -> str:
    return json.dumps(holding, ensure_ascii=False)
