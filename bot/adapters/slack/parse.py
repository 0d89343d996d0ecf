"""Slack's payloads to what the bot works with: requests and messages."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from bot.conversation.message import Message
from handlers.request import Place, Request, Settings

PLATFORM = "slack"
_ANSWERED = {None, "file_share", "thread_broadcast"}  # subtypes of what a person wrote
_PERSON = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>")
_LINK = re.compile(r"<(?:https?://|mailto:|tel:)[^<>|]*\|([^<>]*)>|<((?:https?://|mailto:|tel:)[^<>|]*)>")

Payload = Mapping[str, Any]


class Change(StrEnum):
    """What happened to a message after it was sent."""

    EDITED = "edited"
    DELETED = "deleted"


def message(event: Payload, workspace: str, bot_user: str) -> Message | None:
    """The message of a ``message`` or ``app_mention`` event; None for what no person wrote, or not just now.

    Its key is the same for the two events of a mention. It is answered in its thread; in a direct message outside a
    thread, beneath.
    """
    if event.get("subtype") not in _ANSWERED or event.get("bot_id") or event.get("user") in {None, "", bot_user}:
        return None
    text, mentioned = event.get("text") or "", _PERSON.findall(event.get("text") or "")
    channel, ts, thread = event["channel"], event["ts"], event.get("thread_ts") or ""
    is_direct = event.get("channel_type") == "im" or channel.startswith("D")
    return Message(
        f"{channel}:{ts}",
        Place(PLATFORM, workspace, channel, thread or ("" if is_direct else ts)),
        event["user"],
        plain(_without(bot_user, text)),
        float(ts),
        is_addressed=is_direct or bot_user in mentioned or event.get("type") == "app_mention",
        is_in_thread=bool(thread),
        mentions_others=any(user != bot_user for user in mentioned),
    )


def change(event: Payload, workspace: str, bot_user: str) -> tuple[Change, Message] | None:
    """What became of which message, for ``message_changed`` and ``message_deleted``; None when its text is as it was.

    A deleted message comes with the text it had.
    """
    before = event.get("previous_message") or {}
    after = event.get("message") or {}
    place = {"channel": event.get("channel", ""), "channel_type": event.get("channel_type")}
    is_gone = event.get("subtype") == "message_deleted" or after.get("subtype") == "tombstone"
    if not is_gone and before.get("text") == after.get("text"):
        return None
    found = message({**(before if is_gone else after), **place}, workspace, bot_user)
    return (Change.DELETED if is_gone else Change.EDITED, found) if found else None


def command(body: Payload, today: date, settings: Settings) -> Request:
    """The request of a slash command; its id is the same when Slack sends it again."""
    place = Place(PLATFORM, workspace(body), body["channel_id"])
    return Request(plain(body.get("text") or ""), today, settings, place, body["user_id"], body.get("trigger_id") or "")


def workspace(body: Payload) -> str:
    """The id of the workspace that a payload comes from; the organisation's where that installed the bot as a whole.

    Who presses something in our modal may be of another company, in a shared channel: the modal tells whose it is.
    """
    if str(body.get("is_enterprise_install")).lower() == "true":
        return (body.get("enterprise") or {}).get("id") or body.get("enterprise_id") or ""
    team = body.get("team_id") or (body.get("team") or {}).get("id") or (body.get("user") or {}).get("team_id")
    installed = (body.get("view") or {}).get("app_installed_team_id")
    return installed or team or (body.get("enterprise") or {}).get("id") or body.get("enterprise_id") or ""


def plain(text: str) -> str:
    """Slack's text as a person typed it: links by their label or address, entities as characters, people as ``@…``.

    Who they are is nobody's business: it would be kept with the question. Channels keep their form, ``<#C1|general>``,
    for the commands that take them.
    """
    return html.unescape(_PERSON.sub("@…", _LINK.sub(lambda found: found[1] or found[2], text))).strip()


def _without(user: str, text: str) -> str:
    return _PERSON.sub(lambda found: "" if found[1] == user else found[0], text)


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed or an option that was chosen.

    ``value`` is what it stands for; ``place`` where the reply goes; ``message`` the ts of the message it stands in, and
    ``view`` the id of the modal, "" elsewhere; ``response_url`` answers privately where that is possible. ``key`` is
    the same for every repetition, and stored: it does not tell who pressed.
    """

    place: Place
    message: str
    user: str
    name: str
    value: str
    key: str
    trigger: str
    response_url: str
    view: str
    metadata: str
    is_private: bool
    is_home: bool


def press(body: Payload) -> Press:
    """The press of a ``block_actions`` payload, which holds one action."""
    action, container, view = body["actions"][0], body.get("container") or {}, body.get("view") or {}
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id") or ""
    shown = body.get("message") or {}
    ts, is_private = shown.get("ts") or container.get("message_ts") or "", bool(container.get("is_ephemeral"))
    root = "" if is_private or channel.startswith("D") else ts
    user = body["user"]
    return Press(
        Place(PLATFORM, workspace(body), channel, shown.get("thread_ts") or container.get("thread_ts") or root),
        ts,
        user["id"],
        user.get("name") or user.get("username") or "",
        action.get("value") or (action.get("selected_option") or {}).get("value") or "",
        f"press:{action['action_id']}:{action.get('action_ts') or ''}:{body.get('trigger_id') or ''}",
        body.get("trigger_id") or "",
        body.get("response_url") or "",
        view.get("id") or "" if view.get("type") == "modal" else "",
        view.get("private_metadata") or "",
        is_private=is_private,
        is_home=view.get("type") == "home",
    )
