"""What comes next, before it does: the next times and the next card, for the asker alone."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from corpus.article import Passage
from corpus.collection import Corpus
from handlers.card import Action, Actions, Card, Item, Items, Note, Pictured, Reply, Text, card
from handlers.card import Kind as Sort
from handlers.daily import facts_about, following, untold
from handlers.daily import preview as next_ones
from handlers.daily_card import daily, subject_of
from handlers.described import described, typed, what
from handlers.digest import digest
from handlers.moment import local, moment
from handlers.request import Request
from handlers.state import State
from handlers.subscribed import coming, fresh, here, meant, not_meant, private
from handlers.subscription import Kind, Subscription

_TIMES = 5
_LEFT_OUT = Card("A quiet week", (Text("It would be left out: nothing new came, and nobody asked."),))
_NO_FACT = Card("No fact", (Text("The articles hold no figure or date on that, so nothing would come."),))


def preview(request: Request, corpus: Corpus, state: State) -> Reply:
    """The next five times, on the clocks of the subscription's zone, and the next card itself."""
    chosen, is_held = _chosen(request, state)
    if chosen is None:
        return not_meant("preview", request.text)
    upcoming, picture = _upcoming(chosen, corpus, state)
    made = card(
        corpus,
        "Preview",
        Text(_about(chosen, corpus, is_held=is_held)),
        Items("Next posts" if chosen.next_at else "Once it is resumed", _times(chosen, corpus, state)),
        Text(f"The next card – {upcoming.title}"),
        *upcoming.blocks,
        _subscribe(chosen, corpus, is_offered=not is_held and upcoming is not _NO_FACT),
    )
    return replace(private(Sort.LIST, made), picture=picture)


def test(request: Request, corpus: Corpus, state: State) -> Reply:
    """The next card as it would be posted now; it still comes, for nothing is used up."""
    chosen, is_held = _chosen(request, state)
    if chosen is None:
        return not_meant("test", request.text)
    upcoming, picture = _upcoming(chosen, corpus, state)
    said = Note(f"Only you see this test. {_about(chosen, corpus, is_held=is_held)}")
    offer = _subscribe(chosen, corpus, is_offered=not is_held and upcoming is not _NO_FACT)
    made = card(corpus, upcoming.title, *upcoming.blocks, said, offer)
    return replace(private(Sort.CARD, made), picture=picture)


def _chosen(request: Request, state: State) -> tuple[Subscription | None, bool]:
    """The subscription that is meant, or else would be usual, and whether the channel has it; None where none is."""
    kinds = meant(request.text)
    held = next((each for each in here(request, state) if each.kind in kinds), None)
    return held or (fresh(kinds[0], request, state) if kinds else None), held is not None


def _about(chosen: Subscription, corpus: Corpus, *, is_held: bool) -> str:
    """What is previewed, and whether it comes at all."""
    if is_held:
        return described(chosen, corpus)
    return f"This channel has no {chosen.kind} yet; it would be: {_small(what(chosen, corpus))}."


def _small(text: str) -> str:
    return text[0].lower() + text[1:]


def _subscribe(chosen: Subscription, corpus: Corpus, *, is_offered: bool) -> Actions:
    return Actions("", (Action("Subscribe", typed(chosen, corpus)),) if is_offered else ())


def _times(chosen: Subscription, corpus: Corpus, state: State) -> tuple[Item, ...]:
    """When the next ones are due, and what each fact is about; what it says is its own day's."""
    subjects: tuple[str, ...] = ("",) * _TIMES
    if chosen.kind is Kind.FACT:
        facts = next_ones(_facts(chosen, corpus, state), chosen.id, chosen.cursor, _TIMES)
        told = (subject_of(passage, corpus, chosen.topics) for passage in facts)
        subjects = tuple(f"on {subject.name}" if subject else "" for subject in told)
    moments = (moment(at, chosen.rhythm.zone) for at in coming(chosen, state.now()))
    return tuple(Item(at, subject) for at, subject in zip(islice(moments, len(subjects)), subjects, strict=False))


def _upcoming(chosen: Subscription, corpus: Corpus, state: State) -> tuple[Card, Pictured | None]:
    """The next card, or that there would be none and why; what it is posted beneath."""
    if chosen.kind is Kind.DIGEST:
        return digest(chosen, corpus, state.lately(chosen)) or _LEFT_OUT, None
    found = following(_facts(chosen, corpus, state), chosen.id, chosen.cursor)
    if found is None:
        return _NO_FACT, None
    passage = found[0]
    return daily(passage, corpus, chosen.topics, chosen.id), _picture(passage, chosen, corpus, state)


def _picture(passage: Passage, chosen: Subscription, corpus: Corpus, state: State) -> Pictured | None:
    """The picture of the next fact, which names the day of its post; None where the posts have none."""
    at = next(iter(coming(chosen, state.now())), None)
    if at is None or not chosen.has_picture:
        return None
    subject = subject_of(passage, corpus, chosen.topics)
    day = local(at, chosen.rhythm.zone).date()
    return Pictured(daily(passage, corpus, chosen.topics), subject.id if subject else "", day)


def _facts(chosen: Subscription, corpus: Corpus, state: State) -> Sequence[Passage]:
    """The facts that may come: not what a digest told of just now."""
    return untold(facts_about(corpus, chosen.topics), state.lately(chosen).told)
