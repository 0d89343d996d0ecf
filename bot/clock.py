"""The date where the bot runs."""

from datetime import date, datetime


def today() -> date:
    """Today, in the time zone of the machine."""
    return datetime.now().astimezone().date()
