"""Runs a loopback Discord by itself, to try a bot by hand: `python -m tests.discord.fake --port 8098`."""

import argparse
import asyncio
import sys

from tests.discord.fake.server import Discord


async def serve(port: int) -> None:
    """Says what a bot needs to know, then says every line typed to it, in a message that mentions it."""
    async with Discord(port) as discord:
        print(f'[discord] api_base = "{discord.base_url}"')
        print(f"DISCORD_TOKEN={discord.token}")
        while line := await asyncio.to_thread(sys.stdin.readline):
            reply = await discord.reply(discord.say(discord.asker, discord.general, line.strip(), mention=True))
            print(reply.text, *discord.problems, sep="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8098)
    asyncio.run(serve(parser.parse_args().port))
