"""Slack as the contract suite drives it: the whole bot, by Socket Mode, in a Slack of our own."""

import html
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from bot.app import build
from bot.parts import Role, plan
from bot.run import start
from corpus.collection import Corpus
from tests.contract.driver import Said, Turn, steering
from tests.slack.conftest import ROOT, environment
from tests.slack.fake.blocks import elements
from tests.slack.fake.delivery import Delivery
from tests.slack.fake.faults import Fault
from tests.slack.fake.server import Slack
from tests.slack.fake.world import Channel, Message, Payload, User
from tests.slack.published_text import pings
from tests.slack.reading import acts, read


class InSlack:
    """A channel of a workspace, and a person in it."""

    not_an_admin = "an admin or owner of the workspace"
    no_admins_here = "an admin or owner"
    presses_are_private = False

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._fence = slack.workspace.add_user("fence")
        self._said: dict[Said, Message] = {}
        self.mentions: Sequence[str] = (
            f"<@{slack.admin.id}>",
            f"<#{slack.general.id}|general>",
            "<!channel>",
            "<!here>",
            "<!everyone>",
            "<!subteam^S0001>",
        )

    async def say(self, text: str) -> Turn:
        """Write a direct message."""
        return _turn(await self._slack.say(self._slack.asker, self._direct, self._typed(text)))

    async def follow(self, turn: Turn, text: str) -> Turn:
        """Write in the thread; in a direct message, beneath."""
        message = turn.handle
        thread = message if message.channel == self._slack.general.id else None
        channel = self._slack.channel_of(message)
        return _turn(await self._slack.say(self._slack.asker, channel, self._typed(text), thread))

    async def answer(self, turn: Turn) -> Said:
        """The first reply, whoever sees it."""
        await self._slack.until(lambda: self._found(turn))
        return self.replies(turn)[0]

    async def command(self, text: str) -> Turn:
        """Type /alibaba in the channel."""
        slack = self._slack
        return Turn("", slack.send_command(slack.asker, slack.general, "/alibaba", self._typed(text)))

    async def mention(self, text: str) -> Turn:
        """Mention the bot in the channel."""
        return await self._mentioned_by(self._slack.asker, text)

    async def other_bot_mentions(self, text: str) -> Turn:
        """Another app's bot mentions ours."""
        return await self._mentioned_by(self._slack.workspace.add_user("robot", is_bot=True), text)

    async def bot_mentions_itself(self, text: str) -> Turn:
        """The bot's own user says it."""
        return await self._mentioned_by(self._slack.workspace.bot, text)

    async def press(self, said: Said, label: str) -> Turn:
        """Press a button by its label."""
        message = self._said[said]
        found = next(each for _, each in elements(message.blocks) if _label(each) == label)
        delivery = await self._slack.press(self._slack.asker, message, found["action_id"], found["value"])
        return Turn(said.thread, delivery if said.is_private else message)

    async def repeat(self, turn: Turn) -> None:
        """Send the payloads of a turn again."""
        slack, handle = self._slack, turn.handle
        for delivery in tuple(slack.deliveries):
            if delivery is handle or delivery.payload.get("event", {}).get("ts") == getattr(handle, "ts", None):
                slack.redeliver(delivery)
        await self.settled()

    async def acknowledged(self, turn: Turn) -> float:
        """Wait for the acknowledgements of a turn's payloads."""
        found = [each for each in self._slack.deliveries if self._is_of(turn, each)]
        await self._slack.until(lambda: all(each.acks for each in found))
        return max(each.acks[0][0] - each.sent_at for each in found)

    async def settled(self) -> None:
        """A question asked after all others has its answer, and every payload its acknowledgement."""
        await self._slack.ask(self._fence, self._slack.workspace.direct(self._fence), "help")
        await self._slack.idle()

    def replies(self, turn: Turn) -> tuple[Said, ...]:
        """What came in the turn's thread or by its acknowledgement, and what only the asker sees."""
        said = tuple(map(self._seen, self._found(turn)))
        self._said |= dict(zip(said, self._found(turn), strict=True))
        return said

    def refuse_posts(self, times: int) -> None:
        """Answer 429 to the next posts."""
        self._slack.faults.add("chat.postMessage", Fault(status=429, retry_after=1), times=times)

    @property
    def _direct(self) -> Channel:
        return self._slack.workspace.direct(self._slack.asker)

    async def _mentioned_by(self, user: User, text: str) -> Turn:
        said = self._slack.mention(self._typed(text))
        return _turn(await self._slack.say(user, self._slack.general, said))

    def _typed(self, text: str) -> str:
        """A text as Slack hands it on: escaped, but for real mentions."""
        escaped = html.escape(text, quote=False)
        for mention in self.mentions:
            escaped = escaped.replace(html.escape(mention, quote=False), mention)
        return escaped

    def _is_of(self, turn: Turn, delivery: Delivery) -> bool:
        handle = turn.handle
        return delivery is handle or delivery.payload.get("event", {}).get("ts") == getattr(handle, "ts", None)

    def _found(self, turn: Turn) -> tuple[Message, ...]:
        if isinstance(turn.handle, Delivery):
            return tuple(turn.handle.shown)
        asked: Message = turn.handle
        whispers = [each for each in self._slack.channel_of(asked).ephemerals if each.source == "chat.postEphemeral"]
        heard = (each for each in whispers if each.thread_ts in {turn.thread, ""} and each.ts > asked.ts)
        return (*self._slack.replies(asked), *heard)

    def _seen(self, message: Message) -> Said:
        buttons = tuple(filter(None, (_label(element) for _, element in elements(message.blocks))))
        text, shown = html.unescape(message.text), read(message)
        return Said(
            text,
            shown,
            is_private=message.is_ephemeral,
            thread=message.thread_ts,
            acts=(*pings(message.text), *acts(message.blocks), *steering(text + shown)),
            buttons=buttons,
        )


def _turn(message: Message) -> Turn:
    return Turn("" if message.channel.startswith("D") else message.root, message)


def _label(element: Payload) -> str:
    return str(element["text"]["text"]) if element["type"] == "button" else ""


@asynccontextmanager
async def slack(corpus: Corpus, folder: Path, audience: str = "asker", **settings: str) -> AsyncIterator[InSlack]:
    """The bot in a workspace, over a corpus; whatever it sent must be within Slack's published rules."""
    async with Slack() as slack:
        chosen = {"DOSSIER_SLACK_AUDIENCE": audience}
        dossier = build(environment(slack, folder) | chosen | settings, ROOT)
        vars(dossier)["corpus"] = corpus
        async with AsyncExitStack() as stack:
            await start(dossier, plan(dossier.config, Role.WORKER), stack, lambda _: None)
            await slack.connected()
            yield InSlack(slack)
        assert not slack.problems
