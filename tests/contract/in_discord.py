"""Discord as the contract suite drives it: the whole bot, by the gateway, in a Discord of our own."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from tempfile import mkdtemp

from bot.app import build
from bot.parts import Role, plan
from bot.run import start
from corpus.collection import Corpus
from tests.contract.driver import Said, Turn, steering
from tests.discord.conftest import ROOT, environment, opened
from tests.discord.fake.faults import Fault
from tests.discord.fake.interaction import Interaction
from tests.discord.fake.message import Message
from tests.discord.fake.server import Discord
from tests.discord.fake.world import DIRECT, Channel, User
from tests.discord.reading import acts, read, root

_BLANK = "\u200b"
"""What a person types who types nothing: Discord sends no command without its option."""


class InDiscord:
    """A channel of a server, and a member of it."""

    not_an_admin = "It takes the permission Manage"
    no_admins_here = "It works in a server"
    presses_are_private = True

    def __init__(self, discord: Discord) -> None:
        self._discord = discord
        self._fence = discord.add_user("fence")
        discord.join(discord.guild, self._fence)
        self._said: dict[Said, Message] = {}
        role = discord.add_role(discord.guild, "team")
        self.mentions: Sequence[str] = (
            discord.admin.mention,
            f"<@!{discord.admin.id}>",
            f"<@&{role.id}>",
            f"<#{discord.general.id}>",
            "@everyone",
            "@here",
        )

    async def say(self, text: str) -> Turn:
        """Write a direct message."""
        return _turn(self._discord.say(self._discord.asker, self._direct, text))

    async def follow(self, turn: Turn, text: str) -> Turn:
        """Reply to what the bot answered; in a direct message, write beneath."""
        message: Message = turn.handle
        answer = None if message.channel.kind == DIRECT else self._found(turn)[0]
        return _turn(self._discord.say(self._discord.asker, message.channel, text, reply_to=answer))

    async def answer(self, turn: Turn) -> Said:
        """The first reply, whoever sees it."""
        await self._discord.until(lambda: self._found(turn))
        return self.replies(turn)[0]

    async def command(self, text: str) -> Turn:
        """Type /alibaba in the channel."""
        discord = self._discord
        return Turn("", discord.slash(discord.asker, discord.general, "alibaba", {"topic": text or _BLANK}))

    async def mention(self, text: str) -> Turn:
        """Mention the bot in the channel."""
        return self._mentioned_by(self._discord.asker, text)

    async def other_bot_mentions(self, text: str) -> Turn:
        """Another application's bot mentions ours."""
        return self._mentioned_by(self._discord.add_user("robot", is_bot=True), text)

    async def bot_mentions_itself(self, text: str) -> Turn:
        """The bot's own user says it."""
        return self._mentioned_by(self._discord.bot, text)

    async def press(self, said: Said, label: str) -> Turn:
        """Press a button by its label."""
        message = self._said[said]
        return Turn("", self._discord.press(self._discord.asker, message, message.custom_id(label)))

    async def repeat(self, turn: Turn) -> None:
        """Send the event of a turn again."""
        self._discord.repeat(turn.handle)
        await self.settled()

    async def acknowledged(self, turn: Turn) -> float:
        """Wait for the first answer to an interaction; a message is acknowledged by nobody."""
        if isinstance(turn.handle, Message):
            return 0
        await turn.handle.acked
        return float(turn.handle.acked_after)

    async def settled(self) -> None:
        """What was asked after all others has its answer, in the channel and directly, and every interaction too."""
        for where in (self._discord.general, self._discord.direct(self._fence)):
            await self._discord.reply(self._discord.say(self._fence, where, "help", mention=True))
        given = self._discord.interactions.values()
        await self._discord.until(lambda: all(each.acked.done() for each in given))

    def replies(self, turn: Turn) -> tuple[Said, ...]:
        """What answers the turn, there or in a direct message instead."""
        found = self._found(turn)
        said = tuple(map(self._seen, found))
        self._said |= dict(zip(said, found, strict=True))
        return said

    def refuse_posts(self, times: int) -> None:
        """Answer 429 to the next posts."""
        self._discord.faults.add("POST /channels/*/messages", Fault(status=429, retry_after=1), times=times)

    @property
    def _direct(self) -> Channel:
        return self._discord.direct(self._discord.asker)

    def _mentioned_by(self, user: User, text: str) -> Turn:
        return _turn(self._discord.say(user, self._discord.general, text, mention=True))

    def _found(self, turn: Turn) -> tuple[Message, ...]:
        asked: Message | Interaction = turn.handle
        found = self._discord.replies(asked)
        if isinstance(asked, Interaction) or asked.channel is self._direct:
            return found
        whispered = (each for each in self._direct.messages.values() if "You asked me in #general" in read(each))
        return (*found, *(each for each in whispered if each.id > asked.id))

    def _seen(self, message: Message) -> Said:
        text = read(message)
        return Said(
            text,
            text,
            is_private=message.is_ephemeral or message.channel.kind == DIRECT,
            thread=str(root(message).id) if message.reference else "",
            acts=(*acts(message), *steering(text)),
            buttons=message.labels,
        )


def _turn(message: Message) -> Turn:
    return Turn("" if message.channel.kind == DIRECT else str(root(message).id), message)


@asynccontextmanager
async def discord(corpus: Corpus, folder: Path, audience: str = "asker", **settings: str) -> AsyncIterator[InDiscord]:
    """The bot in a server, over a corpus; whatever it sent must be within Discord's published rules."""
    async with opened() as discord:
        chosen = {"DOSSIER_DISCORD_AUDIENCE": audience}
        own = Path(mkdtemp(dir=folder))  # a database knows which commands its Discord was told of
        dossier = build(environment(discord, own) | chosen | settings, ROOT)
        vars(dossier)["corpus"] = corpus
        async with AsyncExitStack() as stack:
            await start(dossier, plan(dossier.config, Role.DISCORD), stack, lambda _: None)
            await discord.connected()
            await discord.until(lambda: discord.commands[None])
            yield InDiscord(discord)
