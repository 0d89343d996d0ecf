"""A day in Discord at once, with things going wrong."""

import asyncio
import sys

from bench import soak
from bench.discord import asked
from bench.discord_crowd import Counting, Crowd, Trouble
from bench.discord_process import dossier
from bench.process import new_folder


async def main(events: int, *, is_traced: bool) -> int:
    """The exit code: 1 when something was lost or doubled, or the memory grew."""
    async with Counting() as server, new_folder() as data, dossier(server, data, is_traced=is_traced) as bot:
        await server.until(lambda: server.commands[None])
        crowd = Crowd(server, asked())
        course = await soak.soak(crowd, tuple(Trouble), events, soak.watched(bot, is_traced=is_traced))
        server.faults.clear()
        await soak.settled(data)
        return soak.report(crowd, course)


if __name__ == "__main__":
    chosen = soak.options(__doc__)
    sys.exit(asyncio.run(main(chosen.events, is_traced=chosen.traced)))
