"""Log lines: a fixed event name and its fields; plain lines on standard error, by the standard library alone.

A running service writes through ``bot.service_log``, and hides as much.
"""

import logging
from collections.abc import Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import uuid4

from bot.redact import Redactor, without

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "fields"}
_FORMAT = "%(asctime)s %(levelname)s %(message)s"
_KEYWORDS = ("exc_info", "stack_info", "stacklevel")
OURS = ("dossier", "corpus")

_request: ContextVar[tuple[str, str]] = ContextVar("request", default=("", ""))


class EventLogger(logging.LoggerAdapter[logging.Logger]):
    """``logger.info("request.answered", ms=3)``: the fields are keywords, and the record's ``fields``."""

    def process(self, msg: object, kwargs: MutableMapping[str, Any]) -> tuple[object, MutableMapping[str, Any]]:
        """The event, and its fields out of the way of the record's own."""
        keywords = {name: kwargs.pop(name) for name in _KEYWORDS if name in kwargs}
        return msg, {**keywords, "extra": {"fields": dict(kwargs)}}


logger = EventLogger(logging.getLogger("dossier"))


@contextmanager
def bound(request_id: str = "", said: str = "") -> Iterator[None]:
    """Give every line inside the id of a request, made when the chat gives none; hide what the person ``said``."""
    before = _request.set((request_id or uuid4().hex[:8], said))
    try:
        yield
    finally:
        _request.reset(before)


def fields_of(record: logging.LogRecord) -> dict[str, object]:
    """The fields of a line: its own, those a library gave as ``extra``, and the request it belongs to."""
    request_id, _ = _request.get()
    extra = {name: value for name, value in vars(record).items() if name not in _STANDARD}
    return extra | getattr(record, "fields", {}) | ({"request_id": request_id} if request_id else {})


class Veil:
    """What a line may not show: secrets and, unless it is for debugging, what people wrote."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = tuple(secrets)
        self._lines, self._debugging = Redactor(known, hides_words=True), Redactor(known, hides_words=False)

    def over(self, record: logging.LogRecord) -> Redactor:
        """What hides it in the fields of a line."""
        return self._debugging if record.levelno <= logging.DEBUG else self._lines

    def text(self, record: logging.LogRecord, text: str) -> str:
        """A text of a line without it, nor what the person of this request said."""
        _, said = _request.get()
        hidden = self.over(record).text(text)
        return hidden if record.levelno <= logging.DEBUG or not said else without(said, hidden)


class PlainFormatter(logging.Formatter):
    """``2026-11-22 09:00:00,000 INFO request.answered ms=3 kind=answer``."""

    _veil = Veil()

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The event and its fields, so that a traceback follows beneath them."""
        fields = self._veil.over(record).fields(fields_of(record))
        return " ".join((super().formatMessage(record), *(f"{key}={value}" for key, value in fields.items())))

    def format(self, record: logging.LogRecord) -> str:
        """The line and its traceback."""
        return self._veil.text(record, super().format(record))


def configure(level: str) -> None:
    """Send our lines of this level and above to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(PlainFormatter(_FORMAT))
    for name in OURS:
        speaker = logging.getLogger(name)
        speaker.handlers = [handler]
        speaker.setLevel(level.upper())
