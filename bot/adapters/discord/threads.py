"""Threads on questions: opened for the answer, and called otherwise when their question is, for it is their name."""

from functools import partial
from typing import Final

from discord import Client, ClientException, Thread

from bot.adapters.discord.calls import THREAD_EXISTS, again
from bot.adapters.discord.channels import channel_of
from bot.adapters.discord.text import shortened
from bot.delivery import BusyError, PostError, RefusedError
from bot.expiring import Expiring
from bot.log import logger
from bot.tasks import Tasks

TAKEN_BACK: Final = "Question taken back"
"""What the thread of a question is called that was deleted, or is none any more."""

_LONGEST = 100  # characters of a name
_IDLE = 1440  # minutes without a message until Discord puts it away: a day
_WANTED, _MOST = 3600.0, 1_000  # seconds that a name is tried to be given, and of how many threads


class Threads:
    """The threads that the bot opens; each has the id of its question."""

    def __init__(self, client: Client, tasks: Tasks) -> None:
        self._client, self._tasks = client, tasks
        self._wanted: Expiring[int, str] = Expiring(_WANTED, _MOST)

    async def open(self, workspace: str, channel: int, question: int, title: str) -> int:
        """The id of the thread on the question, which is the question's own; it is opened unless it is there."""
        start = partial(self._client.http.start_thread_with_message, channel, question)
        try:
            await again(partial(start, name=shortened(title, _LONGEST), auto_archive_duration=_IDLE))
        except RefusedError as refusal:
            if str(refusal) != THREAD_EXISTS:
                raise
            self.rename(workspace, question, title)
        return question

    def rename(self, workspace: str, question: int, title: str) -> None:
        """Call the thread on a question otherwise, as soon as Discord lets it: twice in ten minutes.

        One that somebody else opened keeps its name.
        """
        wanted = shortened(title, _LONGEST)
        self._wanted[question] = wanted
        self._tasks.start(self._rename(int(workspace), question, wanted))

    async def _rename(self, guild: int, question: int, title: str) -> None:
        """Unless it is to be called yet otherwise by now."""
        if self._wanted.get(question) != title:
            return
        try:
            thread = await self._own(guild, question)
            if thread and thread.name != title:
                edit = partial(thread.edit, name=title)
                await again(partial(edit, archived=False) if thread.archived else edit)
        except BusyError as busy:
            self._tasks.later(busy.seconds, partial(self._rename, guild, question, title))
        except (PostError, ClientException) as error:
            logger.info("discord.thread_not_renamed", thread=str(question), error=str(error))

    async def _own(self, guild: int, question: int) -> Thread | None:
        """The thread on a question, if the bot opened it; PostError or ClientException when nobody can say."""
        server, me = self._client.get_guild(guild), self._client.user
        found = await channel_of(self._client, server, question) if server else None
        return found if isinstance(found, Thread) and me and found.owner_id == me.id else None
