"""A subscription in words: what it brings, when, and what one types for it."""

from corpus.collection import Corpus
from handlers.listed import listed
from handlers.moment import moment
from handlers.reasons import reason, remedy
from handlers.subscription import SKIP_QUIET, WITHOUT_PICTURE, Kind, Subscription
from handlers.when import words
from handlers.zones import shown

_FIXED = " It is set in the bot's configuration."


def described(subscription: Subscription, corpus: Corpus) -> str:
    """``A fact on Cainiao at 09:00 (Europe/Paris) on weekdays. Next: Mon 23 Nov, 09:00.``; or why it is paused."""
    return f"{what(subscription, corpus)}. {_standing(subscription)}"


def what(subscription: Subscription, corpus: Corpus) -> str:
    """``A fact on Cainiao at 09:00 (Europe/Paris) on weekdays``."""
    about = f" on {listed(names(subscription, corpus))}" if subscription.topics else ""
    quiet = ", quiet weeks left out" if subscription.skips_quiet else ""
    picture = ", without a picture" if subscription.kind is Kind.FACT and not subscription.has_picture else ""
    return f"A {subscription.kind}{about} {words(subscription.rhythm)}{quiet}{picture}"


def typed(subscription: Subscription, corpus: Corpus, when: str = "") -> str:
    """What one types to have a subscription again, or at another time."""
    about = f" about {', '.join(names(subscription, corpus))}" if subscription.topics else ""
    quiet = f" {SKIP_QUIET}" if subscription.skips_quiet else ""
    picture = "" if subscription.has_picture else f" {WITHOUT_PICTURE}"
    return f"subscribe {subscription.kind} {when or words(subscription.rhythm)}{about}{quiet}{picture}"


def late(subscription: Subscription, due: float) -> str:
    """What the small print of a post that comes late says: when it was due, given in seconds since 1970."""
    zone = subscription.rhythm.zone
    return f"Late: it was due {moment(due, zone)} ({shown(zone)})."


def names(subscription: Subscription, corpus: Corpus) -> tuple[str, ...]:
    """The names of its topics; the id of one that there is no more."""
    return tuple(corpus.topics[each].name if each in corpus.topics else each for each in subscription.topics)


def _standing(subscription: Subscription) -> str:
    """When it is due next, or that it is paused and why."""
    because, origin = subscription.paused_because, _FIXED if subscription.is_from_config else ""
    if subscription.next_at is not None:
        return f"Next: {moment(subscription.next_at, subscription.rhythm.zone)}.{origin}"
    paused = f"Paused: {reason(because)}. {remedy(because)}".rstrip() if because else "Paused until it is resumed."
    return f"{paused}{origin}"
