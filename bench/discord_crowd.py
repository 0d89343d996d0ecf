"""Many people who use a loopback Discord at the same time, each seeing that what they do is answered once."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from enum import StrEnum

from bench.discord_load import Server
from tests.crowd import Tally, differences, take_turns
from tests.discord.fake.components import children
from tests.discord.fake.faults import Fault
from tests.discord.fake.interaction import Interaction
from tests.discord.fake.message import Message
from tests.discord.fake.world import Channel, User

_SHORT, _LONG = 10.0, 120.0  # seconds: what came too late for Discord is given up; a lost post is looked for after some
_TWICE = 0.02  # share of the events that Discord sends a second time
_CHANNELS = 50
_AMID = 50  # events


class Trouble(StrEnum):
    """What goes wrong: a connection to be renewed, or cut; posts and answers refused, not done, or lost."""

    RECONNECT = "reconnect"
    BUSY = "busy"
    DOWN = "down"
    LOST = "lost"
    ANSWERS_LOST = "answers lost"
    CUT = "cut"


_POSTS, _ANSWERS = "POST /channels/*/messages", "POST /interactions/*"
_FAULTS = {
    Trouble.BUSY: (_POSTS, Fault(status=429, retry_after=0.2)),
    Trouble.DOWN: (_POSTS, Fault(status=503)),
    Trouble.LOST: (_POSTS, Fault(is_cut=True, is_done=True)),
    Trouble.ANSWERS_LOST: (_ANSWERS, Fault(is_cut=True, is_done=True)),
}


class Counting(Server):
    """A loopback Discord that sends some events twice and counts what the bot says, by what it answers."""

    def __init__(self) -> None:
        super().__init__()
        self.said = Counter[int]()
        self.sent = 0
        self._chance = random.Random(2)

    def keep_message(self, message: Message) -> Message:
        """Show it, and count it when the bot said it: to an interaction, to a message, or in a direct message."""
        if message.author is self.bot:
            answered = message.interaction or message.reference or message.channel
            self.said[answered.id] += 1
        return super().keep_message(message)

    def repeat(self, what: Message | Interaction) -> None:
        """Send an event, now and then twice."""
        self.sent += 1
        super().repeat(what)
        if self._chance.random() < _TWICE:
            asyncio.get_running_loop().call_later(0.1, super().repeat, what)


class Person:
    """Somebody who does one thing after another, and waits for what must become of it."""

    def __init__(self, crowd: "Crowd", user: User, seed: int) -> None:
        self._crowd, self._server, self._user = crowd, crowd.server, user
        self._chance = random.Random(seed)
        self._shown: Message | None = None

    async def act(self) -> None:
        """Do something: what, is a matter of chance; who was shown nothing yet types a command."""
        presses: dict[Callable[[], Awaitable[None]], int] = {
            self._say: 10,
            self._judge: 8,
            self._share: 3,
            self._read_on: 4,
            self._follow_up: 4,
        }
        others: dict[Callable[[], Awaitable[None]], int] = {
            self._command: 35,
            self._complete: 24,
            self._mention: 10,
            self._write_directly: 2,
        }
        actions = others | presses if self._shown else others
        await self._crowd.one_of(actions, self._chance)

    def _text(self) -> str:
        return self._chance.choice(self._crowd.texts)

    def _channel(self) -> Channel:
        return self._chance.choice(self._crowd.channels)

    async def _command(self) -> None:
        typed = {"topic": self._text()}
        self._shown = await self._answered(self._server.slash(self._user, self._channel(), "alibaba", typed))

    async def _complete(self) -> None:
        typed = {"topic": self._text()[: self._chance.randint(1, 5)]}
        await self._server.autocomplete(self._user, self._channel(), "alibaba", typed, _SHORT)

    async def _mention(self) -> None:
        """A question to all, and a press on a button of its reply."""
        self._shown = await self._asked(self._server.say(self._user, self._channel(), self._text(), mention=True))
        await self._judge()

    async def _write_directly(self) -> None:
        self._shown = await self._asked(self._server.say(self._user, self._server.direct(self._user), self._text()))

    async def _say(self) -> None:
        """A button that asks something."""
        if pressed := self._press("say"):
            await self._answered(pressed)

    async def _judge(self) -> None:
        """A vote, with a reason where the bot asks for one."""
        if not (pressed := self._press("vote")):
            return
        await asyncio.wait_for(asyncio.shield(pressed.acked), _SHORT)
        if pressed.modal:
            await self._answered(self._submit(pressed, "wrong"))
        else:
            await self._answered(pressed)

    async def _share(self) -> None:
        if pressed := self._press("share"):
            await self._answered(pressed)

    async def _read_on(self) -> None:
        """All of a reply that a message has no room for, and its next page."""
        if pressed := self._press("show"):
            page = await self._answered(pressed)
            if turned := self._press_on(page, "page"):
                await self._server.shown(turned, _SHORT)

    async def _follow_up(self) -> None:
        if pressed := self._press("ask"):
            await asyncio.wait_for(asyncio.shield(pressed.acked), _SHORT)
            await self._answered(self._submit(pressed, self._text()))

    def _submit(self, pressed: Interaction, value: str) -> Interaction:
        return self._server.submit(self._user, pressed, {"value": value})

    def _press(self, verb: str) -> Interaction | None:
        return self._press_on(self._shown, verb) if self._shown else None

    def _press_on(self, message: Message, verb: str) -> Interaction | None:
        found = [str(each.get("custom_id", "")) for each in children(message.components)]
        buttons = [custom_id for custom_id in found if custom_id.startswith((f"d1:{verb}:", f"d1:{verb}@"))]
        return self._server.press(self._user, message, self._chance.choice(buttons)) if buttons else None

    async def _answered(self, interaction: Interaction) -> Message:
        """The one message that an interaction comes to."""
        self._crowd.expected[interaction.id] += 1
        return await self._server.shown(interaction, _SHORT)

    async def _asked(self, message: Message) -> Message:
        """The one reply to a message."""
        place = message.channel.id if message.channel.guild is None else message.id
        self._crowd.expected[place] += 1
        return await self._server.reply(message, _LONG)


class Crowd(Tally):
    """A hundred people in fifty channels, who ask for names of topics, and for texts of all sorts."""

    def __init__(self, server: Counting, texts: Sequence[str]) -> None:
        super().__init__()
        self.server, self.texts = server, texts
        self.expected = Counter[int]()
        self.channels = [server.add_channel(server.guild, f"c{number}") for number in range(_CHANNELS)]
        self._people = [Person(self, user, seed) for seed, user in enumerate(server.people)]

    @property
    def sent(self) -> int:
        """The events sent to the bot."""
        return self.server.sent

    async def act(self, times: int) -> None:
        """Let them act so many times in all, some at once, none two things at once."""
        await take_turns(self._people, times)

    async def meet(self, trouble: Trouble) -> None:
        """Amid what they do, something goes wrong between Discord and the bot."""
        server, amid = self.server, self.server.sent + _AMID
        await server.until(lambda: server.sent >= amid, _LONG)
        match trouble:
            case Trouble.RECONNECT:
                server.gateway.reconnect()
            case Trouble.CUT:
                server.gateway.cut()
            case _:
                where, fault = _FAULTS[trouble]
                server.faults.add(where, fault, times=3)

    def differences(self) -> dict[int, tuple[int, int]]:
        """To what the bot said more or less than it owed: what it owed, and what it said."""
        return differences(self.expected, self.server.said)
