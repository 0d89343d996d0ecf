"""Which parts are on, which are off, and why: what settings, secrets and role come to."""

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.config import Config, Secrets

OAUTH = ("slack_client_id", "slack_client_secret", "slack_token_key")
"""The secrets without which no other workspace can install the bot."""


class Role(StrEnum):
    """What a process does when it does not do everything."""

    WEB = "web"
    WORKER = "worker"
    DISCORD = "discord"


@dataclass(frozen=True, slots=True)
class Part:
    """Whether something runs, and a note on how, or why not."""

    name: str
    is_on: bool
    note: str

    def __str__(self) -> str:
        """A line of the list that ``run`` begins with."""
        return f"  {self.name:<18}{'on ' if self.is_on else 'off'}  {self.note}"


@dataclass(frozen=True, slots=True)
class Plan:
    """All parts of a process."""

    socket: Part
    http: Part
    installs: Part
    discord: Part
    server: Part

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every part, in the order in which they are told."""
        return (self.socket, self.http, self.installs, self.discord, self.server)

    @property
    def is_idle(self) -> bool:
        """Whether the process has nothing to do but to wait for its end."""
        return not any(part.is_on for part in self.parts)

    @property
    def has_chat(self) -> bool:
        """Whether anybody can ask anything."""
        return self.socket.is_on or self.http.is_on or self.discord.is_on


def plan(config: Config, only: Role | None = None) -> Plan:
    """What a process of this role does with these settings; every role when none is named."""
    secrets = config.secrets
    planned = Plan(
        _socket(secrets, only),
        _http(secrets, only),
        _installs(secrets, only),
        _discord(secrets, only),
        _server(config, only),
    )
    if only is None and not planned.has_chat:
        return replace(planned, server=replace(planned.server, is_on=False, note="no chat is on"))
    return planned


def _socket(secrets: Secrets, only: Role | None) -> Part:
    name = "Slack, by socket"
    if elsewhere := _elsewhere(only, Role.WORKER):
        return Part(name, is_on=False, note=elsewhere)
    if not secrets.slack_app_token:
        return Part(name, is_on=False, note="SLACK_APP_TOKEN is not set")
    return _for_whom(name, secrets, "over a socket")


def _http(secrets: Secrets, only: Role | None) -> Part:
    name = "Slack, by HTTP"
    if elsewhere := _elsewhere(only, Role.WEB):
        return Part(name, is_on=False, note=elsewhere)
    if secrets.slack_app_token:
        return Part(name, is_on=False, note="SLACK_APP_TOKEN is set: Slack sends everything over the socket")
    if not secrets.slack_signing_secret:
        return Part(name, is_on=False, note="SLACK_SIGNING_SECRET is not set")
    return _for_whom(name, secrets, "at /slack/events")


def _for_whom(name: str, secrets: Secrets, how: str) -> Part:
    """One workspace by its token, or all that install the bot."""
    if secrets.slack_bot_token:
        return Part(name, is_on=True, note=f"{how}, for one workspace")
    if missing := _unset(secrets, OAUTH):
        return Part(name, is_on=False, note=f"SLACK_BOT_TOKEN is not set (nor, for many workspaces, {missing})")
    return Part(name, is_on=True, note=f"{how}, for every workspace that installs it")


def _installs(secrets: Secrets, only: Role | None) -> Part:
    name = "Slack, installing"
    if elsewhere := _elsewhere(only, Role.WEB):
        return Part(name, is_on=False, note=elsewhere)
    if secrets.slack_bot_token:
        return Part(name, is_on=False, note="SLACK_BOT_TOKEN is set: one workspace")
    if missing := _unset(secrets, OAUTH):
        return Part(name, is_on=False, note=f"not set: {missing}")
    if only and secrets.slack_app_token:
        return Part(name, is_on=False, note="SLACK_APP_TOKEN is set: run without --only, for the socket needs it too")
    return Part(name, is_on=True, note="at /slack/install")


def _discord(secrets: Secrets, only: Role | None) -> Part:
    name = "Discord"
    if elsewhere := _elsewhere(only, Role.DISCORD):
        return Part(name, is_on=False, note=elsewhere)
    if not secrets.discord_token:
        return Part(name, is_on=False, note="DISCORD_TOKEN is not set")
    return Part(name, is_on=True, note="over its gateway, for every server that adds it")


def _server(config: Config, only: Role | None) -> Part:
    name = "HTTP server"
    if elsewhere := _elsewhere(only, Role.WEB):
        return Part(name, is_on=False, note=elsewhere)
    return Part(name, is_on=True, note=f"http://{config.server.host}:{config.server.port}, /healthz and /readyz")


def _elsewhere(only: Role | None, role: Role) -> str:
    """That a part belongs to another role than the one that runs; "" when it runs here."""
    return "" if only in {None, role} else f"runs in the role {role}"


def _unset(secrets: Secrets, names: tuple[str, ...]) -> str:
    """The variables of these that are not set, in words; "" when all are."""
    return ", ".join(name.upper() for name in names if not getattr(secrets, name))
