"""Settings over a loopback Slack, and what doctor finds with them."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bot import config
from bot.adapters.slack.setup import doctor
from bot.config import Config, Secrets
from bot.doctor import Finding
from tests.slack.fake.server import Slack

BOT, APP = "xoxb-1-a", "xapp-1-A0001-a"
SIGNING = "0123456789abcdef" * 2


def settings(base_url: str, **secrets: str) -> Config:
    """The defaults, with an address of Slack and some secrets."""
    found = config.load({}, Path(__file__).parent)
    return replace(found, slack=config.Slack(api_base=base_url), secrets=Secrets(**secrets))


def by_socket(slack: Slack) -> Config:
    """The settings for Socket Mode in a Slack."""
    return settings(slack.base_url, slack_bot_token=slack.bot_token, slack_app_token=slack.app_token)


async def findings(read: Config, clock: Callable[[], float] = time.time) -> dict[str, Finding]:
    """What is found, by name."""
    return {finding.name: finding for finding in (await doctor.section(read, clock)).findings}
