"""The command line of whoever operates the bot: run it, set it up, see what is wrong."""

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.importing import uncollected
from bot.parts import Role
from bot.store.delivery import DeliveryState

if TYPE_CHECKING:
    from bot.config import Config
    from bot.doctor import Section


@click.command()
@click.option("--only", type=click.Choice(Role, case_sensitive=False), help="Run one role instead of all.")
def run(only: Role | None) -> None:
    """Run every part that is configured.

    It runs until Ctrl-C or SIGTERM, and begins by telling what is on, what is off, and why. --only runs one role, as
    each line of the Procfile does.
    """
    with uncollected():
        import asyncio

        from bot import __version__, redact, service_log
        from bot.app import build
        from bot.run import run as run_parts

    dossier = build(os.environ, Path.cwd(), _encoding)
    service_log.configure(dossier.config.log_level, redact.secrets_of(os.environ))
    click.echo(f"Dossier {__version__}")
    asyncio.run(run_parts(dossier, only, click.echo))


def _encoding(done: int, total: int) -> None:
    """Tell that sentences are encoded, for it takes seconds; what is encoded is there at the next start."""
    if not done:
        click.echo(f"Encoding {total} sentence{'' if total == 1 else 's'}, once ...")


@click.command()
def migrate() -> None:
    """Bring the database to this version.

    It is what a release does before its processes start.
    """
    from bot.app import build
    from bot.store.store import Store

    Store.open(build(os.environ, Path.cwd()).config.database).close()
    click.echo("The database is at the newest version.")


@click.command()
def doctor() -> int:
    """Find what is wrong, and how to put it right.

    It looks at settings, articles, database and every chat. The exit code is 1 when something is wrong.
    """
    import asyncio

    from bot import checks
    from bot import doctor as words
    from bot.adapters.slack.setup import doctor as in_slack

    async def examine() -> list[words.Section]:
        config, here = await checks.section(os.environ, Path.cwd())
        return [here, *([await in_slack.section(config), await _about_discord(config)] if config else [])]

    sections = asyncio.run(examine())
    click.echo(words.report(sections, shutil.get_terminal_size((100, 24)).columns))
    return int(not words.is_healthy(sections))


async def _about_discord(config: "Config") -> "Section":
    """What doctor finds of Discord, whose library is loaded only where there is a token."""
    from bot.adapters.discord.setup import credentials
    from bot.doctor import Section

    if not config.secrets.discord_token:
        return Section(credentials.TITLE, (credentials.token(config),))
    from bot.adapters.discord.setup import doctor as in_discord

    return await in_discord.section(config)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Write each gap as one JSON object on one line.")
def gaps(*, as_json: bool) -> None:
    """List the questions that went unanswered.

    Those are the ones that the articles could not answer, of every workspace. In front stands the number that the
    command "gaps resolve" of the chat takes, then how often and when it was asked last.
    """
    from contextlib import closing

    from bot import gaps as found
    from bot.app import build
    from bot.clock import today
    from bot.store.store import Store

    dossier = build(os.environ, Path.cwd())
    with closing(Store.open(dossier.config.database)) as store:
        listed = found.open_gaps(store, dossier.corpus, today())
    for line in map(found.as_json, listed) if as_json else found.lines(listed):
        click.echo(line)
    if not listed and not as_json:
        click.echo("No open gaps.")


@click.group(invoke_without_command=True)
@click.option(
    "--state",
    "states",
    type=click.Choice(DeliveryState, case_sensitive=False),
    multiple=True,
    help="Only those in this state; can be repeated.",
)
@click.option("--json", "as_json", is_flag=True, help="Write each as one JSON object on one line.")
@click.pass_context
def deliveries(context: click.Context, *, states: tuple[DeliveryState, ...], as_json: bool) -> None:
    """List what is owed to the chats, and what came of it.

    Those that are open, failed or were skipped, the newest first, with the reason; times are UTC.
    """
    from contextlib import closing

    from bot import ledger
    from bot.app import build
    from bot.store.store import Store

    if context.invoked_subcommand is not None:
        return
    with closing(Store.open(build(os.environ, Path.cwd()).config.database)) as store:
        owed = ledger.listed(store, states)
    for line in map(ledger.as_json, owed) if as_json else ledger.lines(owed):
        click.echo(line)
    if not owed and not as_json:
        click.echo("No such deliveries.")


_ids = click.argument("ids", metavar="[ID]...", nargs=-1)
_all = click.option("--all", "is_all", is_flag=True, help="All that are listed.")


def _wanted(ids: tuple[str, ...], *, is_all: bool) -> tuple[str, ...]:
    """The ids that were typed, none for all; exactly one of both has to be said."""
    if bool(ids) is is_all:
        raise click.BadParameter("name ids, or say --all")
    return ids


@deliveries.command()
@_ids
@_all
def replay(*, ids: tuple[str, ...], is_all: bool) -> None:
    """Owe once more what failed; the running bot posts it.

    ID is as listed; there can be several. A post comes however late it is by then, and says so.
    """
    import time
    from contextlib import closing

    from bot import ledger
    from bot.app import build
    from bot.store.store import Store

    chosen = _wanted(ids, is_all=is_all)
    with closing(Store.open(build(os.environ, Path.cwd()).config.database)) as store:
        again = ledger.replay(store, chosen, time.time())
    click.echo(f"Due again: {again.due}.")
    if again.due < len(set(chosen)):
        click.echo(f"Nothing that failed has the other ids: {len(set(chosen)) - again.due}.")
    if again.paused:
        click.echo(f"Subscriptions that stay paused until somebody resumes them in the chat: {again.paused}.")


@click.group(invoke_without_command=True)
@click.pass_context
def corrections(context: click.Context) -> None:
    """List the posts whose source says something else by now.

    Each by its id, with where it stands and which article does not say it any more.
    """
    from contextlib import closing

    from bot import corrections as found
    from bot.app import build
    from bot.store.store import Store

    if context.invoked_subcommand is not None:
        return
    dossier = build(os.environ, Path.cwd())
    with closing(Store.open(dossier.config.database)) as store:
        outdated = found.outdated(store, dossier.corpus)
    for line in found.lines(outdated, dossier.corpus):
        click.echo(line)
    if not outdated:
        click.echo("Nothing to correct.")


@corrections.command()
@_ids
@_all
def apply(*, ids: tuple[str, ...], is_all: bool) -> None:
    """Mark such posts as corrected, where they stand; the running bot edits them.

    ID is as listed; there can be several.
    """
    from contextlib import closing

    from bot import corrections as found
    from bot.app import build
    from bot.clock import today
    from bot.store.store import Store

    chosen = _wanted(ids, is_all=is_all)
    dossier = build(os.environ, Path.cwd())
    with closing(Store.open(dossier.config.database)) as store:
        outdated = found.chosen(found.outdated(store, dossier.corpus), chosen)
        count = found.correct(store, outdated, dossier.corpus, today())
    click.echo(f"To be corrected: {count}.")
    if count < len(set(chosen)):
        click.echo(f"Nothing to correct has the other ids: {len(set(chosen)) - count}.")


@click.group()
def slack() -> None:
    """Set Dossier up in Slack.

    docs/run-in-slack.md leads through it.
    """


@slack.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON instead of YAML.")
@click.option("--url", metavar="https://HOST", default="", help="Have Slack send requests there by HTTP.")
def manifest(*, as_json: bool, url: str) -> None:
    """Print the app manifest to paste into Slack.

    It is made from the settings and the list of commands.
    """
    from bot.adapters.slack.setup import manifest as app
    from bot.app import build

    config = build(os.environ, Path.cwd()).config
    click.echo(json.dumps(app.manifest(config, url), indent=2) if as_json else app.text(config, url))


@click.group()
def discord() -> None:
    """Set Dossier up in Discord.

    docs/run-in-discord.md leads through it.
    """


@discord.command()
def invite() -> None:
    """Print the links that add the bot to a server, or an account.

    They are made from DISCORD_TOKEN, without asking Discord.
    """
    from bot.adapters.discord.setup import credentials, links
    from bot.config import Secrets

    application_id = credentials.insist(Secrets.of(os.environ).discord_token)
    click.echo(links.told(application_id))


@discord.command()
def sync() -> None:
    """Tell Discord of the commands anew.

    The running bot does so by itself when they have changed; this is for when Discord has lost them.
    """
    import asyncio

    from bot import redact, service_log
    from bot.adapters.discord.setup import credentials, registered
    from bot.config import load

    config = load(os.environ, Path.cwd())
    credentials.insist(config.secrets.discord_token)
    service_log.configure(config.log_level, redact.secrets_of(os.environ))
    names = asyncio.run(registered.register(config))
    click.echo(f"Discord now has {', '.join(names)}.")
