"""A subscription in words: what it brings, when, and what one types for it."""

from corpus.collection import Corpus
from handlers.listed import listed
from handlers.moment import moment
from handlers.reasons import reason, remedy
from handlers.subscription import Subscription
from handlers.when import words
from handlers.zones import shown

SKIP_QUIET, EVEN_QUIET = "skip quiet weeks", "even when quiet"
_LATE = 300  # seconds


def described(subscription: Subscription, corpus: Corpus) -> str:
    """``A fact on Cainiao at 09:00 (Europe/Paris) on weekdays. Next: Mon 23 Nov, 09:00.``; or why it is paused."""
    return f"{what(subscription, corpus)}. {_standing(subscription)}"


def what(subscription: Subscription, corpus: Corpus) -> str:
    """``A fact on Cainiao at 09:00 (Europe/Paris) on weekdays``."""
    about = f" on {listed(_names(subscription, corpus))}" if subscription.topics else ""
    quiet = ", quiet weeks left out" if subscription.skips_quiet else ""
    return f"A {subscription.kind}{about} {words(subscription.rhythm)}{quiet}"


def typed(subscription: Subscription, corpus: Corpus, when: str = "") -> str:
    """What one types to have a subscription again, or at another time."""
    about = f" about {', '.join(_names(subscription, corpus))}" if subscription.topics else ""
    quiet = f" {SKIP_QUIET}" if subscription.skips_quiet else ""
    return f"subscribe {subscription.kind} {when or words(subscription.rhythm)}{about}{quiet}"


def late(subscription: Subscription, due: float, now: float) -> str:
    """That a post comes late, for its small print, and when it was due; "" where it does not. In seconds since 1970."""
    if now - due < _LATE:
        return ""
    zone = subscription.rhythm.zone
    return f"Late: it was due {moment(due, zone)} ({shown(zone)})."


def _names(subscription: Subscription, corpus: Corpus) -> tuple[str, ...]:
    """The names of its topics; the id of one that there is no more."""
    return tuple(corpus.topics[each].name if each in corpus.topics else each for each in subscription.topics)


def _standing(subscription: Subscription) -> str:
    """When it is due next, or that it is paused and why."""
    because = subscription.paused_because
    if subscription.next_at is not None:
        return f"Next: {moment(subscription.next_at, subscription.rhythm.zone)}."
    return f"Paused: {reason(because)}. {remedy(because)}".rstrip() if because else "Paused until it is resumed."
