"""What doctor checks of Discord: the token by its shape, and then whatever Discord says."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

from discord import Client, HTTPException, Intents, LoginFailure
from discord.http import Route

from bot.adapters.discord import sync
from bot.adapters.discord.setup import credentials, posting, registered, servers
from bot.adapters.discord.setup.visit import asked, greets
from bot.config import Config
from bot.doctor import Finding, Section, Status, failing, off, ok
from bot.errors import ConfigError
from bot.unreachable import UnreachableError

Json = Mapping[str, Any]

_PRIVILEGED = (("Presence", 3 << 12), ("Server Members", 3 << 14), ("Message Content", 3 << 18))
"""The flags of "Application" in Discord's documentation: of large applications, and of those in few servers."""
_BY_SERVER, _BY_USER = "0", "1"
_LONGEST_WAIT = 30.0  # seconds, for a rate limit; the least that discord.py takes


async def section(config: Config) -> Section:
    """Everything about Discord; without a token that can be one, nobody is asked."""
    shape = credentials.token(config)
    if shape.status is not Status.OK:
        return Section(credentials.TITLE, (shape,))
    Route.BASE = config.discord.api_base
    async with Client(intents=Intents(guilds=True), max_ratelimit_timeout=_LONGEST_WAIT) as client:
        told = {shape.name: shape} | {finding.name: finding async for finding in _told(config, client)}
    return Section(credentials.TITLE, tuple(told.values()))


async def _told(config: Config, client: Client) -> AsyncIterator[Finding]:
    where = config.discord.api_base
    try:
        await asked(client.login(config.secrets.discord_token))
        yield ok("connection", f"{where} answers")
        yield ok("token", f"@{client.user}")
        application: Json = await asked(client.http.request(Route("GET", "/applications/@me")))
        for look in (identity, installs, interactions, intents):
            yield look(config, application)
        yield await commands(config, client)
        yield await gateway(client)
        async for finding in servers.findings(client, int(application.get("approximate_guild_count", 0))):
            yield finding
        async for finding in posting.findings(config, client):
            yield finding
    except LoginFailure:
        yield ok("connection", f"{where} answers")
        found = "Discord does not know the token in DISCORD_TOKEN: it was reset, or is not whole"
        yield failing("token", found, credentials.COPY)
    except HTTPException as error:
        found = f"{where} refused a question: {error.status}, code {error.code}"
        yield failing("connection", found, "Try again; if it stays so, please report it.")
    except UnreachableError as error:
        yield failing("connection", f"{where} cannot be reached: {error}", error.fix)


def identity(config: Config, application: Json) -> Finding:
    """Whether the application is the one that the token names, which the invite links are made of."""
    own, named = int(application["id"]), credentials.application_id(config.secrets.discord_token)
    if own == named:
        return ok("application", f"{application['name']}, {own}")
    fix = f"In the links of python -m bot discord invite, put {own} behind client_id=."
    return off("application", f"{application['name']} is so old that its token names another id", fix)


def installs(config: Config, application: Json) -> Finding:
    """Who can add the application, and to what."""
    del config
    name, page = "installs", f"Installation Contexts on the page Installation at {credentials.PORTAL}."
    allowed = application.get("integration_types_config") or {_BY_SERVER: {}}
    if _BY_SERVER not in allowed:
        return failing(name, "no server can add it", f"Tick Guild Install under {page}")
    whom = "everybody" if application.get("bot_public", True) else "its owner alone"
    if _BY_USER not in allowed:
        return off(
            name, f"{whom} can add it, to servers alone", f"For people's own accounts: User Install under {page}"
        )
    return ok(name, f"{whom} can add it, to servers and to their own account")


def interactions(config: Config, application: Json) -> Finding:
    """Whether commands and buttons arrive over the gateway, where the bot listens."""
    del config
    if url := application.get("interactions_endpoint_url"):
        fix = f"Clear Interactions Endpoint URL on the page General Information at {credentials.PORTAL}."
        return failing("interactions", f"Discord sends commands and buttons to {url}, not to the bot", fix)
    return ok("interactions", "commands and buttons come over the gateway")


def intents(config: Config, application: Json) -> Finding:
    """That no privileged intent is needed, whichever are on."""
    del config
    flags = int(application.get("flags", 0))
    granted = [name for name, bits in _PRIVILEGED if flags & bits]
    more = f"; {' and '.join(granted)} could be turned off" if granted else ""
    return ok("intents", f"no privileged one is needed{more}")


async def commands(config: Config, client: Client) -> Finding:
    """Whether Discord has the commands that the bot has."""
    name, start = "commands", "The bot tells Discord of them when it starts: python -m bot run."
    try:
        ours = await sync.payload(registered.tree(client, config))
    except ConfigError as error:
        return failing(name, str(error), "Correct it in config.toml, or in DOSSIER_WORD.")
    there: Any = await asked(client.http.get_global_commands(client.application_id or 0))
    if not there:
        return off(name, "Discord was not told of any yet", start)
    if different := registered.differing(there, ours):
        found = f"Discord has others than the bot: {', '.join(different)} differ"
        return failing(name, found, f"{start} If that does not help: python -m bot discord sync.")
    return ok(name, f"Discord has all {len(ours)}")


async def gateway(client: Client) -> Finding:
    """Whether a connection opens, and how many more may be opened today."""
    shards, url, limit = await asked(client.http.get_bot_gateway())
    if not limit["remaining"]:
        minutes = limit["reset_after"] // 60_000 + 1
        found = f"all {limit['total']} starts of today are used up; there are new ones in {minutes} minutes"
        return failing("gateway", found, "Find out what starts the bot again and again; the log says why it ends.")
    if not await greets(url):
        return failing("gateway", f"what answers at {url} is no gateway", "Correct 'api_base' under [discord].")
    many = f", {shards} connections" if shards > 1 else ""
    return ok("gateway", f"answers{many}; {limit['remaining']} of {limit['total']} starts left")
