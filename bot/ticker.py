"""What wakes the bot: every so many seconds, and at times that are known; what is due when, the store knows."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.tasks import Tasks

_EVERY_TICK = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
Wake = Callable[[], None]


class Ticker:
    """Wakes work that runs as tasks: it is never done twice at once, and none of it is lost or kept anywhere.

    To wake takes no time, so it is done where the scheduler runs, and stopping it finds nothing to cancel.
    """

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, executors={"default": DebugExecutor()}, job_defaults=_EVERY_TICK
        )

    def start(self) -> None:
        """Begin; where a loop runs."""
        self._scheduler.start()

    def every(self, seconds: float, work: Callable[[], Awaitable[object]]) -> Wake:
        """Do something now and every so many seconds; to call what comes back has it done at once.

        When the machine's clock is set back, the scheduler stands still for that long: the work then goes on by itself,
        at half the pace.
        """
        wake = self._tasks.every(2 * seconds, work)
        self._scheduler.add_job(wake, IntervalTrigger(seconds=seconds, timezone=UTC))
        return wake

    def at(self, name: str, when: float, wake: Wake) -> None:
        """Wake something at a time in seconds since 1970; under one name, the last such time holds."""
        moment = DateTrigger(datetime.fromtimestamp(when, UTC), UTC)
        self._scheduler.add_job(wake, moment, id=name, replace_existing=True)

    def stop(self) -> None:
        """Wake nothing more; what is under way is the tasks' own to end."""
        self._scheduler.shutdown(wait=False)
