"""Log lines of a running service, its libraries' too: for the eye on a terminal, JSON otherwise, by structlog."""

import logging
import sys
from collections.abc import Iterable
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

from bot.log import OURS, EventLogger, Veil, fields_of, logger

if TYPE_CHECKING:
    from structlog.typing import EventDict, Processor, WrappedLogger

_SAYS_TOO_MUCH = "sqlalchemy"  # statements and rows, with what people wrote
_lost = EventLogger(logging.getLogger("dossier.log"))


class Lines(logging.StreamHandler[TextIO]):
    """Standard error; a line that cannot be written is told of instead, for it may hold what nobody should see."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Say whose line was lost, and why."""
        kind = sys.exc_info()[0]
        if kind and record.name != _lost.logger.name:
            _lost.error("log.lost", speaker=record.name, error=kind.__name__)


def configure(level: str, secrets: Iterable[str] = ()) -> None:
    """Send our lines of this level and above to standard error, and warnings of libraries; all when debugging.

    ``secrets`` are values that no line may show. Call it after ``bot.app.build`` and before Bolt's app is made, which
    takes over the level of the root.
    """
    handler = Lines(sys.stderr)
    handler.setFormatter(ServiceFormatter(Veil(secrets), is_terminal=sys.stderr.isatty()))
    root = logging.getLogger()
    root.handlers = [*(other for other in root.handlers if not isinstance(other, Lines)), handler]
    number = logging.getLevelNamesMapping()[level.upper()]
    root.setLevel(number if number == logging.DEBUG else max(number, logging.WARNING))
    logging.getLogger(_SAYS_TOO_MUCH).setLevel(max(number, logging.WARNING))
    for name in OURS:
        speaker = logging.getLogger(name)
        speaker.handlers = []
        speaker.setLevel(number)
    sys.excepthook = _crashed


class ServiceFormatter(logging.Formatter):
    """A record as structlog shows it, which is imported with the first line: connecting does not wait for it."""

    def __init__(self, veil: Veil, *, is_terminal: bool) -> None:
        super().__init__()
        self._veil, self._is_terminal = veil, is_terminal

    def format(self, record: logging.LogRecord) -> str:
        """The line, and its traceback."""
        return self._formatter.format(record)

    @cached_property
    def _formatter(self) -> logging.Formatter:
        from structlog.dev import ConsoleRenderer, plain_traceback
        from structlog.processors import JSONRenderer, TimeStamper, format_exc_info
        from structlog.stdlib import ProcessorFormatter

        if self._is_terminal:
            stamp, render = TimeStamper("%H:%M:%S", utc=False), ConsoleRenderer(exception_formatter=plain_traceback)
            return ProcessorFormatter(processors=(stamp, format_exc_info, _veiled(self._veil), render))
        return ProcessorFormatter(processors=(TimeStamper("iso"), format_exc_info, _veiled(self._veil), JSONRenderer()))


def _veiled(veil: Veil) -> "Processor":
    """The processor that makes of a record what is shown: when, how grave, what, who, and the fields."""

    def event_of(_: "WrappedLogger", __: str, event: "EventDict") -> "EventDict":
        record: logging.LogRecord = event["_record"]
        shown = {"timestamp": event["timestamp"], "level": record.levelname.lower()}
        if hasattr(record, "fields"):
            shown["event"] = event["event"]
        else:
            shown |= {"event": veil.text(record, event["event"]), "logger": record.name}
        fields = veil.over(record).fields(fields_of(record))
        trace = {"exception": veil.text(record, event["exception"])} if "exception" in event else {}
        return shown | fields | shown | trace

    return event_of


def _crashed(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The last line of a process that ends by a fault."""
    logger.critical("process.crashed", exc_info=(kind, error, trace))
