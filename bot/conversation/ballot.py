"""Votes on replies: one a person and reply, which the next one changes."""

import asyncio
from dataclasses import dataclass, field
from time import time

from bot.errors import BotError
from bot.log import logger
from bot.store import votes
from bot.store.store import Store
from bot.store.votes import Vote
from bot.turns import Turns
from handlers.request import Place


@dataclass(frozen=True)
class Ballot:
    """Where votes are cast."""

    store: Store
    _turns: Turns = field(default_factory=Turns)

    async def cast(self, place: Place, user: str, question: str, word: str) -> None:
        """Store a vote: "yes", "no", or a reason for no; of two by one person the later holds, however near they are.

        One that comes while the store is away is lost, which is logged.
        """
        pseudonym = self.store.pseudonym(place.platform, place.workspace, user)
        reason = "" if word in {"yes", "no"} else word
        vote = Vote(question, pseudonym, word == "yes", reason, time())
        try:
            async with self._turns.of((pseudonym, question)):
                await asyncio.to_thread(self._cast, vote)
        except BotError as error:
            logger.error("conversation.vote_lost", platform=place.platform, error=str(error))

    def _cast(self, vote: Vote) -> None:
        with self.store.begin() as connection:
            votes.cast(connection, vote)
