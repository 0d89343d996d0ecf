"""What the tests of posts share: a pace at which a picture has its time, what is owed, and what was posted of it."""

import json
from dataclasses import replace

from bot.delivery import Timing
from bot.store.delivery import Delivery
from handlers.request import Place
from tests.pictured import WANTED
from tests.slack.fake.server import Slack
from tests.slack.fake.world import Message, Payload
from tests.slack.faulty import QUICK as AT_FAULT

QUICK = replace(AT_FAULT, delivery=Timing())
FORM = {"text": "Tea", "blocks": [{"type": "header", "text": {"type": "plain_text", "text": "Tea"}}]}


def here(slack: Slack) -> Place:
    """The channel of all."""
    return Place("slack", slack.workspace.id, slack.general.id)


def posts(slack: Slack) -> list[Message]:
    """What the bot said in the channel itself."""
    return [each for each in slack.general.messages.values() if each.bot_id and not each.thread_ts]


def post_of(slack: Slack, number: int) -> Delivery:
    """A post of one fact, with its picture."""
    payload = json.dumps({"message": FORM, "plain": FORM, "picture": WANTED})
    return Delivery(f"d{number}", here(slack), payload, subscription_id="s1")


async def posted(slack: Slack) -> Message:
    """The first of that."""
    return (await slack.until(lambda: posts(slack)))[0]


def pictures(post: Message) -> list[Payload]:
    """The pictures in a message."""
    return [block for block in post.blocks if block["type"] == "image"]


def buttons(post: Message) -> list[Payload]:
    """The buttons of a message."""
    return [each for block in post.blocks if block["type"] == "actions" for each in block["elements"]]
