"""What the tests of faults share: a bot at a quick pace, questions, and what was posted in a channel."""

from bot.delivery import Timing
from bot.pace import Pace
from tests.discord.fake.message import Message
from tests.discord.fake.server import Discord
from tests.discord.fake.world import Channel

QUICK = Pace(
    tick=0.05,
    plan=0.1,
    identify=0,
    drain=3,
    delivery=Timing(timeout=1, lease=3, taken_within=0.1, shown_within=0.2, margin=0.1),
)
COUNTRIES = "how many countries does Cainiao reach?"
POST = "POST /channels/{channel}/messages"
CALLBACK = "POST /interactions/{interaction}/{token}/callback"


async def answered(discord: Discord, question: str = COUNTRIES) -> Message:
    """The answer to a mention in the general channel."""
    return await discord.reply(discord.say(discord.asker, discord.general, question, mention=True))


def posted(discord: Discord, channel: Channel | None = None) -> list[Message]:
    """What stands in a channel of the bot, the general one unless another is given."""
    return [one for one in (channel or discord.general).messages.values() if one.author is discord.bot]
