"""Components of replies, each drawn once for all who ask the same: only the ids are put in for every asker."""

import secrets
from collections.abc import Sequence
from dataclasses import replace

from bot.adapters.discord import render
from bot.adapters.discord.blocks.elements import Json
from bot.once import once
from handlers.card import Reply

_QUESTION, _FOLLOW_UP = secrets.token_hex(10), secrets.token_hex(10)  # where ids go; nobody can know and write them


def components(reply: Reply, extras: render.Extras) -> list[Json]:
    """As ``render.components``; not to be changed, for what is the same for all is shared by all."""
    open_to_all = replace(extras, question=extras.question and _QUESTION, follow_up=extras.follow_up and _FOLLOW_UP)
    return _with_ids(_drawn(reply, open_to_all), extras)


@once
def _drawn(reply: Reply, extras: render.Extras) -> list[Json]:
    return render.components(reply.card, extras)


def _with_ids(shown: Sequence[Json], extras: render.Extras) -> list[Json]:
    """Components with the ids of one asker in their codes."""
    return [_with_id(each, extras) if "custom_id" in each or "components" in each else each for each in shown]


def _with_id(shown: Json, extras: render.Extras) -> Json:
    if "components" in shown:
        return {**shown, "components": _with_ids(shown["components"], extras)}
    custom_id = shown["custom_id"].replace(_QUESTION, extras.question).replace(_FOLLOW_UP, extras.follow_up)
    return {**shown, "custom_id": custom_id}
