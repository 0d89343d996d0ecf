"""Which subscriptions a command is about: those of its channel, of the kinds that are named; and replies for none."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from hashlib import sha256
from zoneinfo import ZoneInfoNotFoundError

from rapidfuzz import fuzz, process

from handlers import form
from handlers.card import Action, Actions, Audience, Card, Reply, Text
from handlers.card import Kind as Sort
from handlers.request import Place, Request
from handlers.rhythm import WEEKDAYS, Rhythm, next_due
from handlers.state import State
from handlers.subscription import UNKNOWN_ZONE, Kind, Subscription
from handlers.suggest import echo

IN_A_FORM = "Set it up in a form"
_USUAL = {Kind.FACT: (time(9), WEEKDAYS), Kind.DIGEST: (time(8, 30), frozenset({0}))}
UNKNOWN = "UTC"  # the zone where nobody's is known
_ID = 12  # characters: no two of a million channels have the same, and it is short in what a button says
_NEARLY = 75  # of 100: how much a word must be like "fact" or "digest"
_ALL = frozenset("all both everything".split())
_FILLING = frozenset("the a this my our daily weekly please subscription subscriptions".split())


def usual(kind: Kind, state: State) -> Rhythm:
    """When something is posted where nobody said when: in the asker's zone, or the one set for all, or UTC."""
    return usual_in(kind, state.zone() or state.server_zone() or UNKNOWN)


def usual_in(kind: Kind, zone: str) -> Rhythm:
    """When something is posted in a zone where nobody said when."""
    at, days = _USUAL[kind]
    return Rhythm(at, days, zone)


def due(rhythm: Rhythm, after: float) -> float | None:
    """When a rhythm is due next, both in seconds since 1970; None where its zone is none any more."""
    try:
        return next_due(rhythm, datetime.fromtimestamp(after, UTC)).timestamp()
    except ZoneInfoNotFoundError:
        return None


def coming(subscription: Subscription, now: float) -> Iterator[float]:
    """The times that follow, as if it were not paused; none where its zone is none any more."""
    at = subscription.next_at or due(subscription.rhythm, now)
    while at is not None:
        yield at
        at = due(subscription.rhythm, at)


def turned_on(subscription: Subscription, now: float) -> Subscription:
    """A subscription that is due again; it is paused where its zone is none any more."""
    next_at = due(subscription.rhythm, now)
    return replace(subscription, next_at=next_at, paused_because=UNKNOWN_ZONE if next_at is None else "")


def fresh(kind: Kind, request: Request, state: State) -> Subscription:
    """The subscription that a channel would have of a kind, not yet entered, with its facts where they stopped."""
    place, now = replace(request.place, thread=""), state.now()
    name = number(place, kind)
    made = Subscription(name, place, kind, usual(kind, state), cursor=state.cursor(name), created_at=now)
    return turned_on(made, now)


def number(place: Place, kind: Kind) -> str:
    """The id of a channel's subscription of a kind, the same whoever makes it and however often."""
    named = f"{place.platform} {place.workspace} {place.channel} {kind}"
    return sha256(named.encode()).hexdigest()[:_ID]


def here(request: Request, state: State) -> tuple[Subscription, ...]:
    """The subscriptions of the channel in which a command stands, the fact before the digest."""
    own = (each for each in state.subscriptions() if each.place.channel == request.place.channel)
    return tuple(sorted(own, key=lambda each: tuple(Kind).index(each.kind)))


def kind(word: str) -> Kind | None:
    """The kind that a word names, in the plural or misspelt too."""
    found = process.extractOne(word.casefold(), tuple(Kind), scorer=fuzz.ratio, score_cutoff=_NEARLY)
    return Kind(found[0]) if found else None


def meant(text: str) -> tuple[Kind, ...]:
    """The kinds that follow a command: all when none is named; () when something else is."""
    named = _telling(text)
    if not named or _ALL.issuperset(named):
        return tuple(Kind)
    kinds = tuple(map(kind, (word for word in named if word != "and")))
    return tuple(dict.fromkeys(filter(None, kinds))) if all(kinds) else ()


def are_several(text: str) -> bool:
    """Whether more than one kind is asked for: by their names, or as all there are."""
    return bool(_telling(text)) and len(meant(text)) > 1


def _telling(text: str) -> list[str]:
    return [word for word in text.casefold().strip(" .!").split() if word not in _FILLING]


def private(sort: Sort, card: Card) -> Reply:
    """A reply for whoever asked alone."""
    return Reply(sort, card, audience=Audience.ASKER)


def none_here(word: str, kinds: Sequence[Kind]) -> Reply:
    """That a channel has no subscription for a command to act on, and how it would get one."""
    which = f"No {kinds[0]} comes" if len(kinds) == 1 else "Nothing comes"
    text = Text(f"{which} to this channel by itself, so there is nothing to {word}.")
    return private(Sort.ERROR, Card(f"Nothing to {word}", (text, offer(kinds))))


def not_meant(word: str, text: str) -> Reply:
    """That what follows a command is no kind of subscription."""
    choices = Actions("Choose", tuple(Action(f"{word} {each}", f"{word} {each}") for each in Kind))
    said = Text(f"“{echo(text)}” is not understood: a subscription is a fact or a digest.")
    return private(Sort.ERROR, Card(f"{word.capitalize()} which?", (said, choices)))


def one_at_a_time() -> Reply:
    """That several kinds were named where one is subscribed to."""
    text = Text("A fact and a digest have times of their own: subscribe to one, then to the other.")
    return private(Sort.ERROR, Card("One at a time", (text, offer(tuple(Kind)))))


def fixed(word: str, subscription: Subscription) -> Reply:
    """That a subscription is not changed in a chat."""
    text = (
        f"The {subscription.kind} of this channel is set in the bot's configuration; whoever runs the bot changes it."
    )
    return private(Sort.ERROR, Card(f"Not to {word} here", (Text(text),)))


def no_channel(word: str) -> Reply:
    """That a command needs a channel to act on."""
    text = Text(f"Type “{word}” in the channel that it is for: here it is not known which that is.")
    return private(Sort.ERROR, Card("Which channel?", (text,)))


def offer(kinds: Sequence[Kind]) -> Actions:
    """Buttons that subscribe to what is usual, or open the form."""
    labels = {Kind.FACT: "A fact on weekdays", Kind.DIGEST: "A digest on Mondays"}
    usually = (Action(labels[each], f"subscribe {each}") for each in kinds)
    return Actions("Subscribe", (*usually, Action(IN_A_FORM, f"subscribe {form.WORD} {kinds[0]}")))
