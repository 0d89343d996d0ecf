"""Log lines: a fixed event name and its fields, one line each, on standard error."""

import logging

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
_FORMAT = "%(asctime)s %(levelname)s %(message)s"

logger = logging.getLogger("dossier")


class FieldsFormatter(logging.Formatter):
    """``2026-11-22 09:00:00,000 INFO request.answered ms=3 kind=answer``."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- the name is logging's
        """The event and its fields, so that a traceback follows beneath them."""
        fields = (f"{key}={value}" for key, value in vars(record).items() if key not in _STANDARD)
        return " ".join((super().formatMessage(record), *fields))


def configure(level: str) -> None:
    """Send lines of this level and above to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(FieldsFormatter(_FORMAT))
    for speaker in (logger, logging.getLogger("corpus")):
        speaker.handlers = [handler]
        speaker.setLevel(level.upper())
    logger.propagate = False
