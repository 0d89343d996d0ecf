"""Runs a loopback Slack by itself, to try a bot by hand: `python -m tests.slack.fake --port 8099`."""

import argparse
import asyncio
import sys

from tests.slack.fake.server import Slack


async def serve(port: int) -> None:
    """Says what a bot needs to know, then carries out a slash command for every line typed."""
    async with Slack(port) as slack:
        print(f'[slack] api_base = "{slack.base_url}"')
        print(f"SLACK_BOT_TOKEN={slack.bot_token} SLACK_APP_TOKEN={slack.app_token}")
        while line := await asyncio.to_thread(sys.stdin.readline):
            reply = await slack.command(slack.asker, slack.general, "/alibaba", line.strip())
            print(reply.text, *slack.problems, sep="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8099)
    asyncio.run(serve(parser.parse_args().port))
