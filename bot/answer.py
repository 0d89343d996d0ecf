"""A request to its reply, with a log line, and an apology should a handler fail."""

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from bot.log import logger
from corpus.collection import Corpus
from handlers.card import Card, Context, Kind, Reply, Text
from handlers.request import Request
from handlers.route import reply as route

Handler = Callable[[Request, Corpus], Reply]

APOLOGY = Reply(
    Kind.ERROR,
    Card("Something went wrong", (Text("This could not be answered. The fault is ours and has been logged."),)),
)


def answer(request: Request, corpus: Corpus, handler: Handler = route) -> Reply:
    """The reply to a request; a reply that leaves nothing to lean on leaves the thread's memory as it was."""
    start = perf_counter()
    reply = attempt(request, lambda: handler(request, corpus))
    told(request, reply, start)
    return reply


def attempt(request: Request, work: Callable[[], Reply]) -> Reply:
    """What the work replies, an apology when it fails; without a context of its own it keeps the request's."""
    try:
        reply = work()
    except Exception:  # noqa: BLE001 -- whatever fails, the asker gets a reply and the operator a traceback
        failed(request)
        reply = APOLOGY
    return replace(reply, context=request.context) if reply.context == Context() else reply


def failed(request: Request) -> None:
    """Log the exception that is being handled."""
    logger.exception("request.failed", platform=request.place.platform, characters=len(request.text))


def told(request: Request, reply: Reply, start: float) -> None:
    """Log that a request, taken up at ``start`` of the performance counter, has its reply."""
    ms = round(1000 * (perf_counter() - start), 1)
    platform = request.place.platform
    logger.info("request.answered", ms=ms, kind=reply.kind.value, platform=platform, id=request.id or "-")
