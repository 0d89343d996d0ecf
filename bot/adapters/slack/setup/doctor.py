"""What doctor checks of Slack: the secrets, what Slack says of them, and what the app was given in its workspace."""

import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.api import Api, session
from bot.adapters.slack.setup import credentials, posting, scopes
from bot.adapters.slack.setup.manifest import manifest
from bot.adapters.slack.setup.visit import Answer, asked, greeting
from bot.config import Config
from bot.doctor import Finding, Section, Status, failing, off, ok
from bot.parts import plan
from bot.unreachable import UnreachableError

TITLE = "Slack"
_SETTINGS = "https://api.slack.com/apps"
_OFFLINE = (
    credentials.mode,
    credentials.bot_token,
    credentials.app_token,
    credentials.signing_secret,
    credentials.installing,
)
_SIGNATURES_LIVE = 300  # seconds: a request signed longer ago is refused
_ENOUGH_CHANNELS = 200


@dataclass(frozen=True, slots=True)
class Visit:
    """The way to Slack: its API, one client a token, and this machine's time in seconds since 1970."""

    config: Config
    api: Api
    clock: Callable[[], float]

    def client(self, token: str = "") -> AsyncWebClient:
        """A client that asks once."""
        return self.api.posting(token)


async def section(config: Config, clock: Callable[[], float] = time.time) -> Section:
    """Everything about Slack; without a token nobody is asked."""
    offline = [look(config) for look in _OFFLINE]
    if all(finding.status is Status.OFF for finding in offline):
        return Section(TITLE, tuple(offline[:1]))
    async with session() as shared:
        visit = Visit(config, Api(shared, config.slack.api_base), clock)
        return Section(TITLE, tuple(_told_last([*offline, *[finding async for finding in _online(visit)]])))


def _told_last(findings: Iterable[Finding]) -> Iterable[Finding]:
    """One finding a name, in the order of the first: what Slack says of a token replaces what its shape said."""
    return {finding.name: finding for finding in findings}.values()


async def _online(visit: Visit) -> AsyncIterator[Finding]:
    """What Slack says; when it cannot be reached, that alone."""
    try:
        answer = await asked(visit.client().api_test())
        yield ok("connection", f"{visit.config.slack.api_base} answers")
        yield clock(answer, visit.clock())
        async for finding in _workspace(visit):
            yield finding
    except UnreachableError as error:
        yield failing("connection", f"{visit.config.slack.api_base} cannot be reached: {error}", error.fix)


async def _workspace(visit: Visit) -> AsyncIterator[Finding]:
    """What the two tokens are good for, and whether they belong together."""
    identity, app = Answer({}, {}), ""
    if credentials.bot_token(visit.config).status is Status.OK:
        identity = await asked(visit.client(visit.config.secrets.slack_bot_token).auth_test())
        yield bot_token(identity)
    if not identity.error:
        yield granted(identity)
        yield await channels(visit, str(identity.fields["user"]))
        async for finding in posting.findings(
            visit.config, visit.client(visit.config.secrets.slack_bot_token), identity
        ):
            yield finding
        app = await _app_of(visit, identity)
    if credentials.app_token(visit.config).status is Status.OK:
        yield await socket_mode(visit, app)
    yield await events(visit, app)


def clock(answer: Answer, now: float) -> Finding:
    """Whether this machine's clock agrees with Slack's, which signs its requests with the time."""
    try:
        ahead = round(now - parsedate_to_datetime(answer.headers.get("Date", "")).timestamp())
    except ValueError:
        return off("clock", "Slack did not say the time")
    if abs(ahead) <= _SIGNATURES_LIVE:
        return ok("clock", "agrees with Slack's")
    found = f"this machine is {abs(ahead) // 60} minutes {'ahead of' if ahead > 0 else 'behind'} Slack"
    return failing("clock", f"{found}: its signed requests are refused", "Set the clock, and let NTP keep it.")


def bot_token(identity: Answer) -> Finding:
    """Whose token it is."""
    if identity.error:
        return failing("bot token", *credentials.refused("SLACK_BOT_TOKEN", identity.error))
    return ok("bot token", f"@{identity.fields['user']} in the workspace {identity.fields['team']}")


def granted(identity: Answer) -> Finding:
    """Which scopes the workspace has granted, against those of the manifest."""
    told = identity.headers.get("x-oauth-scopes")
    if told is None:
        return off("scopes", "Slack did not say which it has granted")
    missing = [scope for scope in scopes.SCOPES if scope.name not in {name.strip() for name in told.split(",")}]
    required = [scope for scope in missing if not scope.is_optional]
    if required:
        found = "; ".join(f"{scope.name} is missing: {scope.without}" for scope in required)
        fix = "Add them under OAuth & Permissions, or paste the manifest again (App Manifest); then reinstall the app."
        return failing("scopes", found, fix)
    without = "".join(f"; without {scope.name}, {scope.without}" for scope in missing)
    return ok("scopes", f"all that it needs are granted{without}")


async def channels(visit: Visit, bot: str) -> Finding:
    """How many channels the bot was invited to."""
    client = visit.client(visit.config.secrets.slack_bot_token)
    kinds = ("public_channel", "private_channel")
    answer = await asked(client.users_conversations(types=kinds, exclude_archived=True, limit=_ENOUGH_CHANNELS))
    if answer.error:
        return off("channels", f"could not be listed ({answer.error})")
    count = len(answer.fields.get("channels", ()))
    if not count:
        return off("channels", "in no channel yet: it hears no mention", f"/invite @{bot} in a channel.")
    more = " or more" if (answer.fields.get("response_metadata") or {}).get("next_cursor") else ""
    return ok("channels", f"in {count}{more} channel{'s' if count > 1 else ''}")


async def _app_of(visit: Visit, identity: Answer) -> str:
    """The id of the app that the bot token belongs to; "" when Slack does not say."""
    client = visit.client(visit.config.secrets.slack_bot_token)
    answer = await asked(client.bots_info(bot=identity.fields.get("bot_id")))
    return str((answer.fields.get("bot") or {}).get("app_id", ""))


async def socket_mode(visit: Visit, app: str) -> Finding:
    """Whether a connection opens, and to the app of the bot token.

    It is closed after its first message, so that a bot that is running keeps its events.
    """
    name, client = "app token", visit.client()
    answer = await asked(client.apps_connections_open(app_token=visit.config.secrets.slack_app_token))
    if answer.error:
        return failing(name, *credentials.refused("SLACK_APP_TOKEN", answer.error))
    try:
        said = await greeting(visit.api.session, str(answer.fields["url"]), client.proxy)
    except UnreachableError as error:
        return failing(name, f"Slack grants a connection that cannot be opened: {error}", error.fix)
    if said.get("type") != "hello":
        found = f"Slack closes the connection: Socket Mode is turned off ({said.get('reason', 'no reason given')})"
        return failing(name, found, "Turn it on: Socket Mode > Enable Socket Mode.")
    theirs = (said.get("connection_info") or {}).get("app_id", "")
    if app and theirs and app != theirs:
        found = f"it belongs to another app ({theirs}) than SLACK_BOT_TOKEN ({app})"
        return failing(name, found, "Copy both tokens from the settings of one app.")
    return ok(name, "Socket Mode connects")


async def events(visit: Visit, app: str) -> Finding:
    """Whether the app is subscribed to what the bot handles: only an app configuration token may ask."""
    name, shape = "events", credentials.config_token(visit.config)
    if shape.status is Status.OFF:
        todo = f"See {_SETTINGS} > Event Subscriptions, and compare: python -m bot slack manifest."
        return off(name, "cannot be asked with these tokens (SLACK_CONFIG_TOKEN could)", todo)
    if shape.status is Status.FAILING:
        return failing(name, shape.found, shape.fix)
    if not app:
        return off(name, "Slack did not say which app the bot token belongs to")
    answer = await asked(visit.client(visit.config.secrets.slack_config_token).apps_manifest_export(app_id=app))
    if answer.error:
        found, _ = credentials.refused("SLACK_CONFIG_TOKEN", answer.error)
        return failing(name, found, f"Make a new one at the foot of {_SETTINGS}: it lives for twelve hours.")
    theirs = answer.fields.get("manifest") or {}
    lacking = tuple(_lacking(visit.config, theirs))
    if lacking:
        fix = "Paste the output of python -m bot slack manifest under App Manifest, then reinstall the app."
        return failing(name, f"the app lacks {', '.join(lacking)}", fix)
    return ok(name, "the app is set up as the manifest says")


def _lacking(config: Config, there: Mapping[str, Any]) -> Iterator[str]:
    """What the bot relies on and the app's own manifest does not have."""
    wanted, is_socket = manifest(config), plan(config).socket.is_on
    features, settings = there.get("features") or {}, there.get("settings") or {}
    subscribed = (settings.get("event_subscriptions") or {}).get("bot_events") or ()
    yield from (each for each in wanted["settings"]["event_subscriptions"]["bot_events"] if each not in subscribed)
    for key, field in (("slash_commands", "command"), ("shortcuts", "callback_id")):
        known = {each.get(field) for each in features.get(key) or ()}
        yield from (each[field] for each in wanted["features"][key] if each[field] not in known)
    if not (settings.get("interactivity") or {}).get("is_enabled"):
        yield "interactivity"
    if bool(settings.get("socket_mode_enabled")) is not is_socket:
        yield "Socket Mode" if is_socket else "HTTP (it is in Socket Mode)"
