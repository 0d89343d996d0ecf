"""The listener of the slash command by itself, for what the connection does to its acknowledgements."""

import json
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bot.adapters.slack.api import Api, session
from bot.adapters.slack.commands import Commands
from bot.adapters.slack.desk import Desk
from bot.adapters.slack.files import Files
from bot.adapters.slack.members import Members
from bot.adapters.slack.names import Names
from bot.adapters.slack.respond import Respond
from bot.adapters.slack.single import sign_in
from bot.adapters.slack.workspaces import Workspaces
from bot.choices import Choices
from bot.delivery import Outbox
from bot.journal import Journal
from bot.limiter import Limiter
from bot.memory import Memory
from bot.pipeline import Pipeline
from bot.state import StoredState
from bot.store.store import Store
from bot.tasks import Tasks
from corpus.collection import Corpus
from handlers.request import Settings
from handlers.workspace import defaults
from tests.slack.fake.delivery import Delivery
from tests.slack.fake.server import Slack


@dataclass(frozen=True)
class Bench:
    """The listener, with what it stands on."""

    commands: Commands
    api: Api
    workspaces: Workspaces
    memory: Memory

    async def heard(self, delivery: Delivery) -> dict[str, Any]:
        """What the acknowledgement of a command carries, once it is ready to be sent."""
        response = await self.commands.command(delivery.payload)
        return dict(json.loads(response.body or "{}"))


@asynccontextmanager
async def commanding(slack: Slack, corpus: Corpus, folder: Path) -> AsyncIterator[Bench]:
    """The listener in the first workspace of a Slack."""
    async with AsyncExitStack() as stack:
        api = Api(await stack.enter_async_context(session()), slack.base_url)
        workspaces = await sign_in(api, slack.bot_token)
        store = Store.open(folder / "dossier.sqlite3")
        stack.callback(store.close)
        memory = Memory(store, Outbox(store, {}), Journal(store), Choices(store, {"slack": defaults("asker", "off")}))
        stack.callback(memory.journal.close)
        members, tasks = Members(), Tasks()
        names = Names(workspaces, tasks)
        states = partial(StoredState, store, memory.choices, names.of)
        pipeline = Pipeline(lambda: corpus, states, Limiter(20), ThreadPoolExecutor(1))
        stack.push_async_callback(pipeline.close)
        stack.push_async_callback(members.close)
        stack.push_async_callback(tasks.drain, 1)
        commands = Commands(
            Desk(pipeline, workspaces, members, names, Settings()),
            memory,
            Respond(api.session, Files(api.session, memory.gallery)),
            tasks,
        )
        yield Bench(commands, api, workspaces, memory)
