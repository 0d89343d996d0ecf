"""What the tests of faults share: a bot at a quick pace, a question, and what stands beneath one."""

from bot.delivery import Timing
from bot.pace import Pace
from tests.slack.fake.server import Slack
from tests.slack.fake.world import Message

QUICK = Pace(
    tick=0.05,
    plan=0.1,
    beat=0.1,
    ping=0.2,
    drain=3,
    delivery=Timing(timeout=1, taken_within=0.1, shown_within=0.2, margin=0.1),
)
COUNTRIES = "how many countries does Cainiao reach?"


def beneath(slack: Slack, asked: Message) -> list[Message]:
    """The bot's messages in the thread of a question, after it."""
    return [reply for reply in slack.replies(asked) if reply.thread_ts == asked.root]


async def answered(slack: Slack, asked: Message, seconds: float = 5) -> Message:
    """The first of them, once there is one."""
    return (await slack.until(lambda: beneath(slack, asked), seconds))[0]
