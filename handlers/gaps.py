"""The questions that the corpus could not answer, put together and marked resolved."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.collection import Corpus
from handlers.card import Action, Actions, Audience, Context, Item, Items, Kind, Note, Reply, Text, card
from handlers.chats import TERMINAL, typed
from handlers.clusters import SHORTEST_NUMBER, Cluster, clustered
from handlers.logged import day, scope
from handlers.request import Request
from handlers.state import Logged, Reach, State
from handlers.suggest import echo
from handlers.uncommanded import uncommanded

RESOLVE = "resolve"
_ANSWERS = frozenset({Kind.ANSWER, Kind.BRIEFING})
_PRIVATELY = "privately"
_SHOWN = 15
_NAMED = 3
_NEAREST = 2
_LONGEST = 200  # characters of a question: enough to decide on it
_SEPARATORS = re.compile(r"[\s,;#]+")


def gaps(request: Request, corpus: Corpus, state: State) -> Reply:
    """The open gaps, newest and most asked first; with ``resolve`` and numbers, those gaps marked resolved."""
    found = clustered(state.gaps(), corpus)
    word, *numbers = _SEPARATORS.split(request.text.casefold())
    if word == RESOLVE:
        return _resolve(tuple(dict.fromkeys(filter(None, numbers))), found, request, corpus, state)
    listed = _listed(sorted(found, key=lambda gap: -gap.weight(request.today)), request, corpus, state)
    return replace(listed, card=card(corpus, listed.card.title, _stray(word), *listed.card.blocks))


def _stray(word: str) -> Text:
    """That a word after the command means nothing, so that nobody takes the list for its effect."""
    return Text(f"“{echo(word)}” means nothing after gaps; this is the list." if word else "")


def _listed(found: Sequence[Cluster], request: Request, corpus: Corpus, state: State) -> Reply:
    shown = found[:_SHOWN]
    settled = tuple(gap.number for gap in shown if _is_answered(gap.newest, request, corpus))
    items = tuple(
        Item(echo(gap.newest.text, _LONGEST), " · ".join(_details(gap, corpus, state, settled)), gap.number)
        for gap in shown
    )
    more = len(found) - len(shown)
    made = card(
        corpus,
        "Open gaps",
        Text("" if found else "None: every question so far was answered, or is resolved."),
        Items("Newest and most asked first", items),
        Note(f"{more} more, asked less or longer ago." if more else ""),
        scope(state),
        Note(
            f"{_usage(shown[0].number, request, state)} marks a gap as settled; asked again, it opens again."
            if shown
            else ""
        ),
        Actions("", (Action("Resolve what is answered now", f"gaps resolve {' '.join(settled)}"),) if settled else ()),
    )
    return Reply(Kind.LIST, made, audience=Audience.ASKER)


def _usage(number: str, request: Request, state: State) -> str:
    """How a gap is marked as resolved; who administers a channel alone may not have the commands for admins."""
    platform = request.place.platform if state.reach is Reach.WORKSPACE else TERMINAL
    return typed(f"gaps {RESOLVE} {number}", platform, request.settings.word)


def _is_answered(question: Logged, request: Request, corpus: Corpus) -> bool:
    """Whether the corpus answers by now what it once did not, asked as it was then."""
    again = replace(request, text=question.text, context=Context())
    return uncommanded(again, corpus).kind in _ANSWERS


def _details(gap: Cluster, corpus: Corpus, state: State, settled: Sequence[str]) -> Iterable[str]:
    """How often, when and where it was asked, and what comes nearest."""
    times = len(gap.questions)
    yield f"asked {f'{times} times, last' if times > 1 else 'once'} on {day(gap.newest.on)}"
    if state.reach is Reach.WORKSPACE:
        yield _few(dict.fromkeys(_asked_in(question.channel, state) for question in gap.questions))
    if gap.number in settled:
        yield "answered now"
    elif near := tuple(dict.fromkeys(_matters(gap.newest, corpus))):
        yield f"nearest: {', '.join(near[:_NEAREST])}"


def _asked_in(channel: str, state: State) -> str:
    """The name of a channel; of what its asker alone saw the answer to, not even the channel is stored."""
    return state.channel(channel) if channel else _PRIVATELY


def _matters(question: Logged, corpus: Corpus) -> Iterable[str]:
    """What the nearest passages tell of: ``Cainiao (users)``."""
    for passage in filter(None, map(corpus.passage, question.nearest)):
        subject, attribute = passage.record.subject, passage.record.attribute.replace("-", " ")
        if subject in corpus.topics:
            name = corpus.topics[subject].name
            yield f"{name} ({attribute})" if attribute and not passage.record.is_gap else name


def _few(names: Iterable[str]) -> str:
    """The first names, and how many more there are."""
    first, *others = tuple(names)
    shown, rest = (first, *others[: _NAMED - 1]), others[_NAMED - 1 :]
    return ", ".join(shown) + (f" and {len(rest)} more" if rest else "")


def _resolve(numbers: Sequence[str], found: Sequence[Cluster], request: Request, corpus: Corpus, state: State) -> Reply:
    """Mark gaps resolved, each named by the beginning of any of its questions' ids."""
    named = {number: _named(number, found) for number in numbers}
    done = tuple(dict.fromkeys(gap for gap in named.values() if gap))
    if done:
        state.resolve([question.id for gap in done for question in gap.questions])
    unknown = ", ".join(echo(number) for number, gap in named.items() if gap is None)
    made = card(
        corpus,
        "Resolved" if done else "Nothing resolved",
        Items("", tuple(Item(echo(gap.newest.text, _LONGEST), "") for gap in done)),
        Text(f"No open gap has the number {unknown}." if unknown else ""),
        Note(
            ""
            if numbers
            else f"Which? Type {_usage('NUMBER', request, state)}: the numbers stand in front of the gaps."
        ),
        Actions("", (Action("Open gaps", "gaps"),)),
    )
    return Reply(Kind.LIST if done else Kind.ERROR, made, audience=Audience.ASKER)


def _named(number: str, found: Iterable[Cluster]) -> Cluster | None:
    """The one gap with a question whose id begins so; a number that was shown names it after newer questions too."""
    named = [gap for gap in found if any(question.id.startswith(number) for question in gap.questions)]
    return named[0] if len(named) == 1 and len(number) >= SHORTEST_NUMBER else None
