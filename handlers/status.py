"""What was posted here, what is to come, and why nothing was, in plain words."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from corpus.collection import Corpus
from handlers.card import Action, Actions, Block, Item, Items, Reply, Text, card
from handlers.card import Kind as Sort
from handlers.described import described
from handlers.moment import moment
from handlers.reasons import reason, remedy
from handlers.request import Request
from handlers.state import Posted, Stage, State
from handlers.subscribed import coming, here, meant, not_meant, offer, private
from handlers.subscription import Subscription

_PAST, _COMING = 5, 3
_STAGES = {
    Stage.PLANNED: "planned",
    Stage.CLAIMED: "claimed, it is being posted now",
    Stage.SENT: "sent, it is being looked for in the channel",
    Stage.CONFIRMED: "confirmed, it stands in the channel",
    Stage.SKIPPED: "skipped",
    Stage.FAILED: "failed",
}
_NEVER = "Nothing was due here yet."
_WAITING = "due, it waits for its turn, or for the chat to take it"
_SOON = 60.0  # seconds after which what is planned is waiting for something


def status(request: Request, corpus: Corpus, state: State) -> Reply:
    """For each subscription of the channel what became of its last posts, and when the next are due."""
    kinds = meant(request.text)
    if not kinds:
        return not_meant("status", request.text)
    own = tuple(each for each in here(request, state) if each.kind in kinds)
    if not own:
        nothing = Text("Nothing comes to this channel by itself: nobody subscribed, or somebody unsubscribed.")
        return private(Sort.LIST, card(corpus, "Status", nothing, offer(kinds)))
    blocks = [block for each in own for block in _told(each, corpus, state)]
    paused = tuple(Action(f"Resume the {each.kind}", f"resume {each.kind}") for each in own if each.is_paused)
    return private(Sort.LIST, card(corpus, "Status", *blocks, Actions("", paused)))


def _told(subscription: Subscription, corpus: Corpus, state: State) -> tuple[Block, ...]:
    """What holds for a subscription, how its last post ended, and its posts, the latest first."""
    zone = subscription.rhythm.zone
    posts, now = state.posts(subscription.id, _PAST), state.now()
    planned = [] if subscription.is_paused else list(islice(coming(subscription, now), _COMING))
    listed = (
        *(Item(moment(at, zone), _STAGES[Stage.PLANNED]) for at in reversed(planned)),
        *(Item(moment(each.scheduled_for, zone), _stage(each, now)) for each in posts),
    )
    following = upcoming(subscription, posts, now)
    last = next((each for each in posts if each.stage is not Stage.PLANNED or _is_waiting(each, now)), None)
    verdict = _NEVER if last is None else _verdict(last, moment(last.scheduled_for, zone))
    return Text(described(following, corpus)), Text(verdict), Items(f"Posts of the {subscription.kind}", listed)


def upcoming(subscription: Subscription, posts: Iterable[Posted], now: float) -> Subscription:
    """A subscription with what comes next as its next time: a post may be planned already, shortly before it is due."""
    ahead = [each.scheduled_for for each in posts if each.stage is Stage.PLANNED and not _is_waiting(each, now)]
    if subscription.next_at is None:
        return subscription
    return replace(subscription, next_at=min([subscription.next_at, *ahead]))


def _is_waiting(post: Posted, now: float) -> bool:
    """Whether a post should have left by now, and nobody has begun it."""
    return post.stage is Stage.PLANNED and now - post.scheduled_for > _SOON


def _stage(post: Posted, now: float) -> str:
    """A stage as a list says it, with what went wrong."""
    if _is_waiting(post, now):
        return _WAITING
    return f"{_STAGES[post.stage]}{f': {reason(post.error)}' if post.error else ''}"


def _verdict(last: Posted, when: str) -> str:
    """What became of the last post that was due, in a sentence, and what helps."""
    match last.stage:
        case Stage.CONFIRMED:
            return f"The last one, due {when}, was posted."
        case Stage.SKIPPED | Stage.FAILED:
            why = reason(last.error) or "no reason is known"
            return f"The last one, due {when}, was not posted: {why}. {remedy(last.error)}".rstrip()
        case Stage.PLANNED:
            return f"The last one, due {when}: {_WAITING}."
        case _:
            return f"The last one, due {when}: {_STAGES[last.stage]}."
