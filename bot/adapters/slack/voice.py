"""How Slack says what is answered in a conversation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.adapters.slack import render
from bot.adapters.slack.calls import insisted, shown
from bot.adapters.slack.files import Files, Form
from bot.adapters.slack.parse import PLATFORM
from bot.adapters.slack.workspaces import Workspaces
from bot.delivery import PostError
from bot.gallery import wanted_by
from bot.log import logger
from handlers.card import Actions, Context, Kind, Reply
from handlers.request import Place, Request

_PATIENCE = 30.0  # seconds that a busy Slack is waited for


@dataclass(frozen=True)
class SlackVoice:
    """Slack's part in answering what people write."""

    workspaces: Workspaces
    files: Files

    @property
    def platform(self) -> str:
        """``slack``."""
        return PLATFORM

    def is_private(self, place: Place) -> bool:
        """Whether a place is a direct message."""
        return place.channel.startswith("D")

    def forms(self, question: str, request: Request, reply: Reply) -> Mapping[str, Any]:
        """The message, the same in plain sections, and the picture of what it shows the post of."""
        extras = render.around(reply.kind, question, request.text if request.context == Context() else "")
        forms = {"message": render.message(reply.card, extras), "plain": render.plain_message(reply.card)}
        return {**forms, "picture": wanted_by(reply.picture)} if reply.picture else forms

    def posted(self, reply: Reply) -> Mapping[str, Any]:
        """What nobody asked for: a fact's first button stands out, for there it is what one does next.

        In plain words there are no buttons: what they say is meant for the bot alone.
        """
        blocks = tuple(block for block in reply.card.blocks if not isinstance(block, Actions))
        words, message = replace(reply.card, blocks=blocks), render.message(reply.card)
        shown = render.with_primary(message) if reply.kind is Kind.CARD else message
        return {"message": {**shown, "text": render.fallback(words)}, "plain": render.plain_message(words)}

    async def whisper(self, request: Request, reply: Reply) -> None:
        """Show a reply to the asker alone; once at most, for Slack keeps no record of it to look for."""
        place = request.place
        workspace = await self.workspaces.find(place.workspace)
        if workspace is None:
            return
        is_begun = request.id != f"{place.channel}:{place.thread}"  # a thread yet to begin shows no private ones
        thread = {"thread_ts": place.thread} if place.thread and is_begun else {}
        where: dict[str, Any] = {"channel": place.channel, "user": request.user, **thread}
        message, plain = render.message(reply.card), render.plain_message(reply.card)
        show, post = self.files.showing(workspace, reply), workspace.post.chat_postEphemeral

        async def send(form: Form) -> None:
            await insisted(lambda: post(**where, **form), _PATIENCE)

        try:
            await shown(lambda form: show(form, send) if form is message else send(form), message, plain)
        except PostError as error:
            logger.warning("slack.whisper_lost", channel=place.channel, error=str(error))
