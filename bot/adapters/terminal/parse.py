"""A line as typed to a Request."""

from datetime import date

from handlers.card import Context
from handlers.request import Place, Request, Settings

_HERE = Place("terminal")


def parse(line: bytes | str, today: date, settings: Settings, context: Context = Context()) -> Request:
    """The request of one line, its line end dropped; bytes that are not UTF-8 become replacement characters."""
    text = line.decode("utf-8", "replace") if isinstance(line, bytes) else line
    return Request(text.removesuffix("\n").removesuffix("\r"), today, settings, _HERE, context=context)
