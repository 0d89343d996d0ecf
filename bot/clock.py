"""The date where the bot runs."""

import time
from datetime import date


def today() -> date:
    """Today, in the time zone of the machine."""
    return date(*time.localtime()[:3])
