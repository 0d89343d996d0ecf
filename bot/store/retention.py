"""How long things are kept."""

from sqlalchemy import Connection

from bot.store import deliveries, inbox, oauth_states, questions, shown, subscriptions, threads, votes

_DAY = 86_400.0
_EVENTS = 7 * _DAY  # longer than any chat repeats an event
_THREADS = 7 * _DAY
_QUESTIONS = 180 * _DAY
_DELIVERIES = 30 * _DAY
_SHOWN = 180 * _DAY
_ENDED = 180 * _DAY


def prune(connection: Connection, now: float) -> None:
    """Forget all that is past its time; open gaps and open deliveries stay."""
    inbox.prune(connection, now - _EVENTS)
    threads.prune(connection, now - _THREADS)
    questions.prune(connection, now - _QUESTIONS)
    votes.prune(connection, now - _QUESTIONS)
    shown.prune(connection, now - _SHOWN)  # before the deliveries, which say what never came
    deliveries.prune(connection, now - _DELIVERIES, posts_before=now - _SHOWN)
    subscriptions.prune(connection, now - _ENDED)
    oauth_states.prune(connection, now)
