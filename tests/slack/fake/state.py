"""The state of a loopback Slack, what it hands out (ids, times, addresses), and how tests wait for it to change."""

import asyncio
import itertools
import time
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterable
from typing import Any, TypeVar

from tests.slack.fake.delivery import Delivery
from tests.slack.fake.faults import Faults, SlackError
from tests.slack.fake.http_mode import HttpMode
from tests.slack.fake.records import Call, File, Hook, View
from tests.slack.fake.socket_mode import SocketMode
from tests.slack.fake.world import Channel, Message, Payload, User, Workspace, new_workspace
from tests.waiting import Waiting

T = TypeVar("T")
_KEPT, _KEPT_MESSAGES = 2_000, 100


class State(Waiting):
    """One Slack with one app, installed in one workspace to begin with.

    Switches for benchmarks: is_strict (validate what the bot sends), is_recording (keep calls, deliveries, messages),
    echoes_own (the bot also hears of its own messages, as on Slack). ``kept``: messages of a channel without recording.
    """

    app_id = "A0001"
    app_token = "xapp-1-A0001-loopback"
    client_id = "1.1"
    client_secret = "loopback-client"
    signing_secret = "0123456789abcdef" * 2

    def __init__(self) -> None:
        super().__init__()
        self.is_strict = self.is_recording = self.echoes_own = True
        self.kept = _KEPT_MESSAGES
        self.now: Callable[[], float] = time.time
        self.lag = 0
        self.page_limit = 999
        self.redelivered = frozenset({"events_api", "slash_commands", "interactive"})
        self.mentions: set[str] = set()
        self.faults = Faults()
        self.problems: list[str] = []
        self.calls: list[Call] = []
        self.deliveries: list[Delivery] = []
        self.unsettled: set[Delivery] = set()
        self.views: dict[str, View] = {}
        self.files: dict[str, File] = {}
        self.file_lag = 0  # messages that are refused until a file can be shown
        self.takes_uploads = True
        self.homes: dict[tuple[str, str], View] = {}
        self.prompts: dict[str, Payload] = {}
        self.statuses: list[Payload] = []
        self.port = 0
        self.sockets = SocketMode(self)
        self.http = HttpMode(self)
        self.workspaces: dict[str, Workspace] = {}
        self.hooks: dict[str, Hook] = {}
        self.triggers: dict[str, tuple[str, str, float]] = {}
        self.codes: dict[str, tuple[str, str]] = {}
        self._numbers = itertools.count(1)
        self._last_ts = 0
        self._expected: dict[tuple[str, str], list[asyncio.Future[Message]]] = defaultdict(list)
        self._tasks: set[asyncio.Task[Any]] = set()
        self.workspace = self.add_workspace("Acme")
        self.admin = self.workspace.add_user("ada", is_admin=True)
        self.asker = self.workspace.add_user("mia")
        self.general = self.workspace.add_channel("general", self.admin)
        self.general.members.add(self.asker.id)

    @property
    def base_url(self) -> str:
        """Where the Web API is, with the slash at its end."""
        return f"http://127.0.0.1:{self.port}/api/"

    @property
    def bot_token(self) -> str:
        """The bot's token in the first workspace."""
        return self.workspace.bot_token

    def add_workspace(self, name: str, *, is_installed: bool = True) -> Workspace:
        """Another workspace; without the app, oauth.v2.access can install it."""
        workspace = new_workspace(len(self.workspaces) + 1, name)
        if not is_installed:
            workspace.bot_token = ""
        self.workspaces[workspace.id] = workspace
        return workspace

    def home_of(self, where: Channel | User | Message) -> Workspace:
        """The workspace that a channel, user or message belongs to."""
        if isinstance(where, Message):
            return next(found for found in self.workspaces.values() if where.channel in found.channels)
        return self.workspaces[where.team]

    def channel_of(self, message: Message) -> Channel:
        """The channel a message is in."""
        return self.home_of(message).channels[message.channel]

    def called(self, method: str) -> list[Call]:
        """The calls of one method so far."""
        return [call for call in self.calls if call.method == method]

    def modal(self, user: User) -> View | None:
        """The modal on top of what this user has open."""
        return next((view for view in reversed(self.views.values()) if view.is_open and view.user == user.id), None)

    def home(self, user: User) -> View | None:
        """The user's home tab."""
        return self.homes.get((user.team, user.id))

    def replies(self, message: Message) -> tuple[Message, ...]:
        """What the bot has said since in the message's thread, or anywhere in direct messages; not what it deleted."""
        channel, bot = self.channel_of(message), self.home_of(message).bot.id
        return tuple(
            found
            for found in channel.messages.values()
            if found.user == bot
            and not found.is_deleted
            and found.ts > message.ts
            and _answers(found, message, channel)
        )

    async def answer(self, message: Message, seconds: float = 5.0) -> Message:
        """Waits for the bot's first reply to a message and gives it.

        Raises:
            TimeoutError: There was none in so many seconds.
        """
        for found in self.replies(message):
            return found
        is_loose = self.channel_of(message).kind == "im" and not message.thread_ts
        future: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._expected[message.channel, "" if is_loose else message.root].append(future)
        async with asyncio.timeout(seconds):
            return await future

    async def idle(self, seconds: float = 5.0) -> None:
        """Waits until every payload sent so far has been acknowledged."""
        await self.until(lambda: not self.unsettled, seconds)

    def number(self, prefix: str) -> str:
        """A new id."""
        return f"{prefix}{next(self._numbers):08}"

    def timestamp(self) -> str:
        """A message's ts: epoch seconds with six digits, each later than the one before."""
        self._last_ts = max(self._last_ts + 1, int(self.now() * 1e6))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06}"

    def trigger(self, user: User) -> str:
        """A trigger_id, good for one modal within three seconds."""
        trigger = self.number("trigger.")
        self.bounded(self.triggers)[trigger] = (user.team, user.id, self.now())
        return trigger

    def hook(self, delivery: Delivery, user: User, channel: str, original: Message | None = None) -> str:
        """A response_url for a payload."""
        number = self.number("hook")
        self.bounded(self.hooks)[number] = Hook(delivery, channel, user.id, user.team, self.now(), original)
        return f"http://127.0.0.1:{self.port}/response/{number}"

    def use_trigger(self, trigger: str) -> tuple[str, str]:
        """The team and user of a trigger_id, which is then spent.

        Raises:
            SlackError: It is unknown or spent (exchanged_trigger_id) or too old (expired_trigger_id).
        """
        if trigger not in self.triggers:
            raise SlackError("exchanged_trigger_id" if trigger.startswith("trigger.") else "invalid_arguments")
        team, user, made_at = self.triggers.pop(trigger)
        if self.now() - made_at > 3:
            raise SlackError("expired_trigger_id")
        return team, user

    def check(self, where: str, problems: list[str]) -> None:
        """Notes the problems of what a bot sent, and with what call."""
        self.problems.extend(f"{where}: {problem}" for problem in problems)

    def record(self, call: Call) -> None:
        """Writes a call down."""
        if self.is_recording:
            self.calls.append(call)
            self.changed()

    def keep_message(self, channel: Channel, message: Message) -> Message:
        """Shows a message in its channel."""
        if message.is_ephemeral:
            channel.ephemerals.append(message)
        else:
            message.hidden_for = self.lag
            channel.messages[message.ts] = message
            for place in ((channel.id, message.root), (channel.id, "")) if message.bot_id else ():
                _resolve(self._expected.pop(place, ()), message)
        if not self.is_recording:
            _trim(channel, self.kept)
        self.changed()
        return message

    def prepare(self, kind: str) -> Delivery:
        """A delivery still without its payload."""
        future = asyncio.get_running_loop().create_future()
        delivery = Delivery(self.number("envelope-"), kind, {}, future, sent_at=self.now())
        if self.is_recording:
            self.deliveries.append(delivery)
        return delivery

    def deliver(self, kind: str, payload: Payload) -> Delivery:
        """Sends a payload to the bot, over a socket or by HTTP."""
        delivery = self.prepare(kind)
        delivery.payload = payload
        self.send(delivery)
        return delivery

    def send(self, delivery: Delivery) -> None:
        """Sends a payload, or sends it again."""
        self.unsettled.add(delivery)
        self.background(self.http.send(delivery) if self.http.url else self.sockets.send(delivery))

    def emit(self, workspace: Workspace, event: Payload) -> Delivery:
        """Sends an event of the Events API."""
        authorization = {"team_id": workspace.id, "user_id": workspace.bot.id, "is_bot": True, "enterprise_id": None}
        return self.deliver(
            "events_api",
            {
                "token": "loopback",
                "team_id": workspace.id,
                "api_app_id": self.app_id,
                "event": event,
                "type": "event_callback",
                "event_id": self.number("Ev"),
                "event_time": int(self.now()),
                "authorizations": [{**authorization, "is_enterprise_install": False}],
                "is_ext_shared_channel": False,
            },
        )

    def background(self, work: Coroutine[Any, Any, Any]) -> None:
        """Starts work and keeps hold of it."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def finish(self) -> None:
        """Ends what was started."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def settle(self, delivery: Delivery, answer: object) -> None:
        """The bot has acknowledged a payload."""
        raise NotImplementedError

    def bounded(self, table: dict[str, T]) -> dict[str, T]:
        """A table in which there is room for one entry more; without recording the oldest ones go."""
        if not self.is_recording and len(table) >= _KEPT:
            del table[next(iter(table))]
        return table


def _answers(found: Message, message: Message, channel: Channel) -> bool:
    return found.root == message.root or (channel.kind == "im" and not message.thread_ts)


def _resolve(futures: Iterable[asyncio.Future[T]], result: T) -> None:
    for future in futures:
        if not future.done():
            future.set_result(result)


def _trim(channel: Channel, most: int) -> None:
    del channel.ephemerals[:-most]
    while len(channel.messages) > most:
        del channel.messages[next(iter(channel.messages))]
