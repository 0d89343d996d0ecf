"""Tokens from Slack: granted for the code of an install, renewed before they expire."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from slack_sdk.errors import SlackClientError

from bot.adapters.slack.api import Api, body
from bot.adapters.slack.install.installations import Installation

_AHEAD = 2 * 60 * 60


@dataclass(frozen=True, slots=True)
class OAuthApp:
    """The app as Slack knows it, and what it asks to be allowed."""

    client_id: str
    client_secret: str = field(repr=False)
    scopes: tuple[str, ...]


async def granted(app: OAuthApp, api: Api, code: str, now: float) -> Installation:
    """The installation that a code stands for; one of ``api.FAILURES`` when Slack refuses it or is away.

    Tokens of persons and webhooks are left out, should Slack send any: the bot speaks as itself alone.
    """
    answer = await _exchanged(app, api, {"code": code})
    bot = body(await api.reading(answer["access_token"]).auth_test())
    return Installation(
        team="" if answer.get("is_enterprise_install") else _of(answer, "team", "id"),
        enterprise=_of(answer, "enterprise", "id"),
        name=_name(answer),
        app=answer.get("app_id") or "",
        bot_user=answer.get("bot_user_id") or bot["user_id"],
        bot=bot.get("bot_id") or "",
        scopes=tuple(filter(None, (answer.get("scope") or "").split(","))),
        installed_at=now,
        **_token(answer, now),
    )


def is_due(installation: Installation, now: float) -> bool:
    """Whether to renew the token: it expires within two hours."""
    return installation.expires_at is not None and installation.expires_at < now + _AHEAD


def is_expired(installation: Installation, now: float) -> bool:
    """Whether the token has stopped working."""
    return installation.expires_at is not None and installation.expires_at <= now


async def renewed(app: OAuthApp, api: Api, installation: Installation, now: float) -> Installation:
    """The installation with a fresh token; its refresh token works once. One of ``api.FAILURES``."""
    answer = await _exchanged(app, api, {"grant_type": "refresh_token", "refresh_token": installation.refresh_token})
    return replace(installation, **_token(answer, now))


async def _exchanged(app: OAuthApp, api: Api, given: Mapping[str, str]) -> dict[str, Any]:
    """What Slack gives for a code or refresh token: tried once, for each is good once.

    The SDK's own method for it passes the app's secret on through a part of aiohttp that is going away.
    """
    credentials = {"client_id": app.client_id, "client_secret": app.client_secret}
    answer = body(await api.posting().api_call("oauth.v2.access", data={**credentials, **given}))
    if not answer.get("access_token"):
        raise SlackClientError("no bot token")
    return answer


def _token(answer: Mapping[str, Any], now: float) -> dict[str, Any]:
    seconds = answer.get("expires_in")
    return {
        "token": answer["access_token"],
        "refresh_token": answer.get("refresh_token") or "",
        "expires_at": None if seconds is None else now + seconds,
    }


def _name(answer: Mapping[str, Any]) -> str:
    """What the workspace or organisation is called."""
    return _of(answer, "enterprise" if answer.get("is_enterprise_install") else "team", "name")


def _of(answer: Mapping[str, Any], part: str, key: str) -> str:
    return (answer.get(part) or {}).get(key) or ""
