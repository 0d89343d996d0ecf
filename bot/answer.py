"""The one pipeline: a request to its reply, with a log line, and an apology should a handler fail."""

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
    try:
        reply = handler(request, corpus)
    except Exception:  # noqa: BLE001 -- whatever fails, the asker gets a reply and the operator a traceback
        logger.exception("request.failed", extra={"platform": request.place.platform, "characters": len(request.text)})
        reply = APOLOGY
    if reply.context == Context():
        reply = replace(reply, context=request.context)
    ms = round(1000 * (perf_counter() - start), 1)
    fields = {"ms": ms, "kind": reply.kind.value, "platform": request.place.platform, "id": request.id or "-"}
    logger.info("request.answered", extra=fields)
    return reply
