"""A day in Slack at once, with things going wrong."""

import asyncio
import sys

from bench import soak
from bench.asked import names, texts
from bench.process import new_folder
from bench.slack_process import by_socket
from tests.slack.counting import CountingSlack
from tests.slack.crowd import Crowd, Trouble


async def main(events: int, *, is_traced: bool) -> int:
    """The exit code: 1 when something was lost or doubled, or the memory grew."""
    async with CountingSlack() as slack, new_folder() as data, by_socket(slack, data, is_traced=is_traced) as bot:
        crowd = Crowd(slack, (names(), texts()))
        course = await soak.soak(crowd, tuple(Trouble), events, soak.watched(bot, is_traced=is_traced))
        slack.faults.clear()
        await soak.settled(data)
        return soak.report(crowd, course)


if __name__ == "__main__":
    chosen = soak.options(__doc__)
    sys.exit(asyncio.run(main(chosen.events, is_traced=chosen.traced)))
