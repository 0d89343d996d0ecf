"""A loopback Slack for many events: it keeps little, sends some of them twice, and counts what the bot says."""

import asyncio
import random
from collections import Counter

from tests.slack.fake.delivery import Delivery
from tests.slack.fake.server import Slack
from tests.slack.fake.world import Channel, Message, Payload, Workspace

_TWICE = 0.02  # share of the events that Slack sends a second time
_KEPT = 2_000  # messages that each channel keeps: those of more than a minute
Place = tuple[str, str]
"""A channel and, in it, a thread, the one person who sees it, or "" for direct messages."""


class CountingSlack(Slack):
    """A Slack that checks nothing, keeps little, sends some events twice and counts what the bot says, by place."""

    def __init__(self, port: int = 0) -> None:
        super().__init__(port)
        self.is_strict = self.is_recording = self.echoes_own = False
        self.kept = _KEPT
        self.said: Counter[Place] = Counter()
        self.sent = 0
        self._chance = random.Random(2)

    def keep_message(self, channel: Channel, message: Message) -> Message:
        """Show it, and count it when the bot said it."""
        if message.bot_id == self.workspace.bot_id:
            self.said[place_of(channel, message)] += 1
        return super().keep_message(channel, message)

    def send(self, delivery: Delivery) -> None:
        """Send a payload, and count it."""
        self.sent += 1
        super().send(delivery)

    def emit(self, workspace: Workspace, event: Payload) -> Delivery:
        """Send an event, now and then twice."""
        delivery = super().emit(workspace, event)
        if self._chance.random() < _TWICE:
            self.background(self._again(delivery))
        return delivery

    async def _again(self, delivery: Delivery) -> None:
        await asyncio.shield(delivery.acked)
        self.redeliver(delivery)


def place_of(channel: Channel, message: Message) -> Place:
    """Where the bot said something."""
    if message.is_ephemeral:
        return channel.id, message.seen_by
    if message.source == "response_url":
        return channel.id, "shared"
    return channel.id, "" if channel.kind == "im" else message.root
