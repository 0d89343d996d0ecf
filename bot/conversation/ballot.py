"""Votes on replies: one a person and reply, which the next one changes."""

import asyncio
from dataclasses import dataclass, field
from time import time
from typing import Final

from bot.errors import BotError
from bot.journal import Journal
from bot.log import logger
from bot.store import questions, votes
from bot.store.store import Store
from bot.store.votes import Vote
from bot.turns import Turns
from handlers.request import Place

YES: Final = "yes"
NO: Final = "no"
REASONS: Final = frozenset({"wrong", "not_answered", "out_of_date", "off_topic"})
"""Why a reply was of no help."""
WORDS: Final = REASONS | {YES, NO}


@dataclass(frozen=True)
class Ballot:
    """Where votes are cast."""

    store: Store
    journal: Journal
    _turns: Turns = field(default_factory=Turns)

    async def cast(self, place: Place, user: str, question: str, word: str) -> None:
        """Store a vote: "yes", "no", or a reason for no; of two by one person the later holds, however near they are.

        Any other word is none, and what was not asked in this workspace cannot be voted on. A vote that comes while the
        store is away is lost, which is logged.
        """
        if word not in WORDS:
            return
        pseudonym = self.store.pseudonym(place.platform, place.workspace, user)
        vote = Vote(question, pseudonym, word == YES, word if word in REASONS else "", time())
        try:
            async with self._turns.of((pseudonym, question)):
                await asyncio.to_thread(self._cast, place, vote)
        except BotError as error:
            logger.error("conversation.vote_lost", platform=place.platform, error=str(error))

    def _cast(self, place: Place, vote: Vote) -> None:
        waiting = self.journal.asked(vote.question_id)
        with self.store.begin() as connection:
            asked = waiting or questions.find(connection, vote.question_id)
            if asked and (asked.place.platform, asked.place.workspace) == (place.platform, place.workspace):
                votes.cast(connection, vote)
