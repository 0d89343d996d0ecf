"""Many people who use a loopback Slack at the same time, each seeing that what they do is answered once."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from enum import StrEnum

from tests.crowd import Tally, differences, take_turns
from tests.slack.counting import CountingSlack, Place
from tests.slack.fake.blocks import elements
from tests.slack.fake.faults import Fault
from tests.slack.fake.records import View
from tests.slack.fake.world import Channel, Message, Payload, User

_PATIENCE = 120.0  # seconds: what was lost on the way is looked for after thirty
_SOON = 5.0  # seconds
_AMID = 50  # events


class Trouble(StrEnum):
    """What goes wrong: a connection that is to be renewed, or cut; posts that are refused, not done, or lost."""

    REFRESHED = "refreshed"
    BUSY = "busy"
    DOWN = "down"
    LOST = "lost"
    CUT = "cut"


_FAULTS = {Trouble.BUSY: Fault(status=429), Trouble.DOWN: Fault(status=503), Trouble.LOST: Fault(is_lost=True)}


class Person:
    """Somebody who does one thing after another, and waits for what must become of it."""

    def __init__(self, crowd: "Crowd", user: User, seed: int) -> None:
        self._crowd, self._slack, self._user = crowd, crowd.slack, user
        self._chance = random.Random(seed)
        self._asked: Message | None = None
        self._answer: Message | None = None
        self._shared: set[tuple[str, str]] = set()

    async def act(self) -> None:
        """Do something: what, is a matter of chance."""
        actions: dict[Callable[[], Awaitable[None]], int] = {
            self._command: 30,
            self._mention: 18,
            self._follow_up: 12,
            self._chat: 12,
            self._write_directly: 8,
            self._press: 6,
            self._judge: 4,
            self._edit: 3,
            self._delete: 2,
            self._open_home: 3,
            self._pick: 2,
        }
        await self._crowd.one_of(actions, self._chance)

    def _text(self) -> str:
        return self._chance.choice(self._crowd.texts)

    def _channel(self) -> Channel:
        return self._chance.choice(self._crowd.channels)

    async def _command(self) -> None:
        """A command; some share its reply with the channel."""
        channel, text = self._channel(), self._text()
        self._crowd.expect((channel.id, self._user.id))
        reply = await self._slack.command(self._user, channel, "/alibaba", text, _PATIENCE)
        is_new = (channel.id, text) not in self._shared
        if is_new and self._chance.random() < 0.1 and _named(reply, "share"):
            self._shared.add((channel.id, text))
            self._crowd.expect((channel.id, "shared"))
            self._crowd.expect((channel.id, self._user.id))
            await self._slack.press(self._user, reply, "share")
            await self._crowd.seen((channel.id, self._user.id))

    async def _mention(self) -> None:
        channel = self._channel()
        await self._ask(channel, self._slack.mention(self._text()))

    async def _follow_up(self) -> None:
        """A turn in the thread that this person opened last: a topic, or anything with a mention."""
        if self._asked is None:
            await self._mention()
            return
        name, text = self._chance.choice(self._crowd.names), self._slack.mention(self._text())
        await self._ask(self._slack.channel_of(self._asked), self._chance.choice((name, text)), self._asked)

    async def _chat(self) -> None:
        """What people say to each other: nothing for the bot."""
        thread = await self._slack.say(self._user, self._channel(), self._text())
        await self._slack.say(self._user, self._slack.channel_of(thread), "I see", thread)

    async def _write_directly(self) -> None:
        channel = self._slack.workspace.direct(self._user)
        self._crowd.expect((channel.id, ""))
        await self._slack.say(self._user, channel, self._text())
        await self._crowd.seen((channel.id, ""))

    async def _press(self) -> None:
        """A button of the last answer that asks something more; without one, a mention."""
        named = _named(self._answer, "say:")
        if self._asked is None or self._answer is None or not named:
            await self._mention()
            return
        place = (self._asked.channel, self._asked.root)
        self._crowd.expect(place)
        await self._slack.press(self._user, self._answer, self._chance.choice(named))
        await self._crowd.seen(place)

    async def _judge(self) -> None:
        """A vote on the last answer, with the reason for a bad one."""
        feedback = _feedback(self._answer)
        if self._answer is None or feedback is None:
            return
        word = self._chance.choice(("positive_button", "negative_button"))
        value = feedback[word]["value"]
        await self._slack.press(self._user, self._answer, "feedback", value)
        if word == "negative_button":
            view = await self._reasons(self._answer, value)
            await self._slack.submit(self._user, view, {"reason": "wrong"})

    async def _reasons(self, answer: Message, value: str) -> View:
        """The modal that asks for a reason; whoever sees none, for it must open within three seconds, presses again."""
        async with asyncio.timeout(_PATIENCE):
            while True:
                with suppress(TimeoutError):
                    return await self._slack.until(lambda: self._slack.modal(self._user), _SOON)
                await self._slack.press(self._user, answer, "feedback", value)

    async def _edit(self) -> None:
        """Another question in the place of the last one, whose answer changes."""
        asked, answer, text = self._asked, self._answer, self._slack.mention(self._text())
        if asked and answer and asked.text != text:
            before = len(answer.updates)
            await self._slack.edit(asked, text)
            await self._slack.until(lambda: len(answer.updates) > before, _PATIENCE)

    async def _delete(self) -> None:
        """The last question taken back, and its answer with it."""
        asked, answer = self._asked, self._answer
        self._asked = self._answer = None
        if asked and answer:
            await self._slack.delete(asked)
            await self._slack.until(lambda: answer.is_deleted, _PATIENCE)

    async def _open_home(self) -> None:
        before = self._home()
        await self._slack.open_home(self._user)
        await self._slack.until(lambda: self._home() != before, _PATIENCE)

    async def _pick(self) -> None:
        """Letters typed into the topic picker of the home."""
        if home := self._slack.home(self._user):
            assert await self._slack.type_into(self._user, home, "topic", "cai")

    def _home(self) -> str:
        """The state of the home tab."""
        view = self._slack.home(self._user)
        return view.hash if view else ""

    async def _ask(self, channel: Channel, text: str, thread: Message | None = None) -> None:
        message = await self._slack.say(self._user, channel, text, thread)
        self._crowd.expect((channel.id, message.root))
        answer = await self._slack.answer(message, _PATIENCE)
        if thread is None:
            self._asked, self._answer = message, answer


class Crowd(Tally):
    """A hundred people in fifty channels, who ask for names of topics, and for texts of all sorts."""

    def __init__(
        self, slack: CountingSlack, asked: tuple[Sequence[str], Sequence[str]], people: int = 100, channels: int = 50
    ) -> None:
        super().__init__()
        self.slack = slack
        self.names, self.texts = asked
        self.expected: Counter[Place] = Counter()
        self.channels = [slack.workspace.add_channel(f"c{number}", slack.admin) for number in range(channels)]
        users = [slack.workspace.add_user(f"p{number}") for number in range(people)]
        for channel in self.channels:
            channel.members |= {user.id for user in users}
        self._people = [Person(self, user, seed) for seed, user in enumerate(users)]

    @property
    def sent(self) -> int:
        """The events sent to the bot."""
        return self.slack.sent

    def expect(self, place: Place) -> None:
        """The bot owes one message more in a place."""
        self.expected[place] += 1

    async def seen(self, place: Place) -> None:
        """Wait until the bot has said what it owes in a place."""
        await self.slack.until(lambda: self.slack.said[place] >= self.expected[place], _PATIENCE)

    async def act(self, times: int) -> None:
        """Let them act so many times in all, some at once, none two things at once."""
        await take_turns(self._people, times)

    async def meet(self, trouble: Trouble) -> None:
        """Amid what they do, something goes wrong between Slack and the bot."""
        slack, amid = self.slack, self.slack.sent + _AMID
        await slack.until(lambda: slack.sent >= amid, _PATIENCE)
        match trouble:
            case Trouble.REFRESHED:
                await slack.sockets.refresh()
            case Trouble.CUT:
                slack.sockets.drop()
            case _:
                slack.faults.add("chat.postMessage", _FAULTS[trouble], times=3)

    def differences(self) -> dict[Place, tuple[int, int]]:
        """Where the bot said more or less than it owed: what it owed, and what it said."""
        return differences(self.expected, self.slack.said)


def _named(message: Message | None, prefix: str) -> list[str]:
    """The action ids of a message's buttons that begin so."""
    found = elements(message.blocks) if message else ()
    return [
        element["action_id"] for _, element in found if element["action_id"].startswith(prefix) and "value" in element
    ]


def _feedback(message: Message | None) -> Payload | None:
    found = elements(message.blocks) if message else ()
    return next((element for _, element in found if element["action_id"] == "feedback"), None)
