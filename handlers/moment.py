"""A moment as people of a zone read it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def local(at: float, zone: str) -> datetime:
    """A time in seconds since 1970 as the clocks of an IANA zone show it; those of UTC where there is no such zone."""
    try:
        return datetime.fromtimestamp(at, ZoneInfo(zone))
    except ZoneInfoNotFoundError:
        return datetime.fromtimestamp(at, UTC)


def moment(at: float, zone: str) -> str:
    """``Mon 23 Nov, 09:00``."""
    shown = local(at, zone)
    return f"{shown:%a} {shown.day} {shown:%b}, {shown:%H:%M}"
