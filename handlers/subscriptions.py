"""What is posted by itself: listed, paused, resumed and ended."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from corpus.collection import Corpus
from handlers.card import Action, Actions, Item, Items, Note, Reply, Text, card
from handlers.card import Kind as Sort
from handlers.described import described, typed, what
from handlers.reasons import NO_CHANNEL
from handlers.request import Request
from handlers.state import State
from handlers.subscribed import fixed, here, meant, none_here, not_meant, offer, private, turned_on
from handlers.subscription import Kind, Subscription

_SHOWN = 30
_ENDED = 5  # buttons for what a channel that is gone had; once they are pressed, the next are shown
_ID = re.compile(r"[0-9a-f]{12}")
_LIST = Action("Subscriptions", "subscriptions")
_RESUME = "resume"  # what is set in the configuration is paused by a failure alone, so that anybody may undo


def subscriptions(request: Request, corpus: Corpus, state: State) -> Reply:
    """What this channel gets, and to admins of the workspace what the others get."""
    own = here(request, state)
    others = [each for each in state.subscriptions() if each not in own]
    elsewhere = (Item(state.channel(each.place.channel), described(each, corpus)) for each in others[:_SHOWN])
    made = card(
        corpus,
        "Subscriptions",
        Text("" if own else "Nothing comes to this channel by itself."),
        *(Text(described(each, corpus)) for each in own),
        Items("Other channels", tuple(elsewhere)),
        Note(f"{len(others) - _SHOWN} more in other channels." if len(others) > _SHOWN else ""),
        Actions("Where nobody can type any more", tuple(islice(_ends(others, state), _ENDED))),
        Actions("", tuple(_next(own))) if own else offer(tuple(Kind)),
    )
    return private(Sort.LIST, made)


def pause(request: Request, corpus: Corpus, state: State) -> Reply:
    """Let nothing be posted until somebody resumes it."""
    return _changed("pause", "Paused", (request, corpus, state), _paused)


def resume(request: Request, corpus: Corpus, state: State) -> Reply:
    """Post again, from the next time that is due on; nothing is made up for."""

    def change(each: Subscription) -> Subscription:
        return turned_on(each, state.now()) if each.is_paused else each

    return _changed(_RESUME, "Resumed", (request, corpus, state), change)


def unsubscribe(request: Request, corpus: Corpus, state: State) -> Reply:
    """End subscriptions; a button takes that back. With an id, end that one, whichever channel it is of."""
    if _ID.fullmatch(request.text):
        return _ended(request.text, corpus, state)
    found = _found("unsubscribe", request, state)
    if isinstance(found, Reply):
        return found
    found = tuple(each for each in found if not each.is_from_config)
    for each in found:
        state.unsubscribe(each.id)
    ended = tuple(Text(f"{what(each, corpus)}: it comes no more.") for each in found)
    back = tuple(Action(f"Have the {each.kind} again", typed(each, corpus)) for each in found)
    return private(Sort.LIST, card(corpus, "Unsubscribed", *ended, Actions("Take it back", back)))


def _ends(others: Iterable[Subscription], state: State) -> Iterator[Action]:
    """Buttons that end what cannot be ended in its own channel."""
    for each in others:
        if each.paused_because in NO_CHANNEL and not each.is_from_config:
            yield Action(f"End the {each.kind} of {state.channel(each.place.channel)}", f"unsubscribe {each.id}")


def _ended(subscription_id: str, corpus: Corpus, state: State) -> Reply:
    """End one of another channel; only who administers the workspace finds it."""
    found = next((each for each in state.subscriptions() if each.id == subscription_id), None)
    if found is None:
        said = Text("It was ended already, or it is of another channel: that takes who may see all channels.")
        return private(Sort.ERROR, card(corpus, "Nothing to end", said, Actions("", (_LIST,))))
    if found.is_from_config:
        return fixed("unsubscribe", found)
    state.unsubscribe(found.id)
    where = state.channel(found.place.channel)
    return private(
        Sort.LIST,
        card(
            corpus, "Unsubscribed", Text(f"{what(found, corpus)}: it comes no more to {where}."), Actions("", (_LIST,))
        ),
    )


def _found(word: str, request: Request, state: State) -> tuple[Subscription, ...] | Reply:
    """The subscriptions of this channel that are meant, or why there are none."""
    kinds = meant(request.text)
    found = tuple(each for each in here(request, state) if each.kind in kinds)
    if not kinds:
        return not_meant(word, request.text)
    if found and word != _RESUME and all(each.is_from_config for each in found):
        return fixed(word, found[0])
    return found or none_here(word, kinds)


def _changed(
    word: str, done: str, asked: tuple[Request, Corpus, State], change: Callable[[Subscription], Subscription]
) -> Reply:
    """Change the subscriptions that are meant, and say what holds now."""
    request, corpus, state = asked
    found = _found(word, request, state)
    if isinstance(found, Reply):
        return found
    changed = tuple(map(change, found))
    for now in set(changed) - set(found):
        state.subscribe(now)
    title = f"{done} already" if changed == found else done
    held = (Text(described(now, corpus)) for now in changed)
    return private(Sort.LIST, card(corpus, title, *held, Actions("", tuple(_next(changed)))))


def _paused(subscription: Subscription) -> Subscription:
    stays = subscription.is_paused or subscription.is_from_config
    return subscription if stays else replace(subscription, next_at=None, paused_because="")


def _next(held: Iterable[Subscription]) -> Iterator[Action]:
    """What may be wanted next: three buttons at most."""
    for each in held:
        if each.is_paused:
            yield Action(f"Resume the {each.kind}", f"resume {each.kind}")
        elif not each.is_from_config:
            yield Action(f"Pause the {each.kind}", f"pause {each.kind}")
    yield Action("Status", "status")
