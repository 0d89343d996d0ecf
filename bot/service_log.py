"""Log lines of a running service, its libraries' too: on a terminal for the eye, by structlog, JSON otherwise."""

import json
import logging
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from types import TracebackType
from typing import TextIO

from bot.log import OURS, EventLogger, Veil, fields_of, logger

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
    handler.setFormatter(ServiceFormatter(Veil(secrets), _columns() if sys.stderr.isatty() else json.dumps))
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
    """What is shown of a record, handed to what makes a line of it."""

    def __init__(self, veil: Veil, render: Callable[[dict[str, object]], str]) -> None:
        super().__init__()
        self._veil, self._render = veil, render

    def format(self, record: logging.LogRecord) -> str:
        """When, how grave, what, who, and the fields."""
        shown = {"timestamp": _timestamp(record), "level": record.levelname.lower()}
        if hasattr(record, "fields"):
            shown["event"] = record.getMessage()
        else:
            shown |= {"event": self._veil.text(record, record.getMessage()), "logger": record.name}
        fields = self._veil.over(record).fields(fields_of(record))
        return self._render(shown | fields | shown | self._exception(record))

    def _exception(self, record: logging.LogRecord) -> dict[str, object]:
        trace = record.exc_info and self.formatException(record.exc_info)
        return {"exception": self._veil.text(record, trace)} if trace else {}


def _timestamp(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _columns() -> Callable[[dict[str, object]], str]:
    """Colours and columns for the eye, the time as a clock on the wall shows it."""
    from structlog.dev import ConsoleRenderer, plain_traceback  # it brings Rich along, which no one else waits for

    render = ConsoleRenderer(exception_formatter=plain_traceback)
    return lambda shown: render(None, "", shown | {"timestamp": time.strftime("%H:%M:%S")})


def _crashed(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The last line of a process that ends by a fault."""
    logger.critical("process.crashed", exc_info=(kind, error, trace))
