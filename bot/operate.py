"""The command line of whoever operates the bot: run it, set it up, see what is wrong."""

import json
import os
import shutil
from pathlib import Path
from typing import Annotated

import typer

from bot.parts import Role

slack_app = typer.Typer()
Only = Annotated[Role | None, typer.Option("--only", help="Run one role instead of all.")]


def run(*, only: Only = None) -> None:
    """Run every part that is configured, until Ctrl-C or SIGTERM.

    It begins by telling what is on, what is off, and why. --only runs one role, as each line of the Procfile does.
    """
    import asyncio

    from bot import __version__, redact, service_log
    from bot.app import build
    from bot.run import run as run_parts

    dossier = build(os.environ, Path.cwd())
    service_log.configure(dossier.config.log_level, redact.secrets_of(os.environ))
    typer.echo(f"Dossier {__version__}")
    asyncio.run(run_parts(dossier, only, typer.echo))


def migrate() -> None:
    """Bring the database to this version; what a release does before its processes start."""
    from bot.app import build
    from bot.store.store import Store

    config = build(os.environ, Path.cwd()).config
    Store.open(config.secrets.database_url or config.data / "dossier.sqlite3").close()
    typer.echo("The database is at the newest version.")


def doctor() -> None:
    """Check settings, articles, database and every chat, and say how to put right what is wrong.

    The exit code is 1 when something is.
    """
    import asyncio

    from bot import checks
    from bot import doctor as words
    from bot.adapters.slack.setup import doctor as slack

    async def examine() -> list[words.Section]:
        config, here = await checks.section(os.environ, Path.cwd())
        return [here, *([await slack.section(config)] if config else [])]

    sections = asyncio.run(examine())
    typer.echo(words.report(sections, shutil.get_terminal_size((100, 24)).columns))
    raise typer.Exit(int(not words.is_healthy(sections)))


def gaps(
    *, as_json: Annotated[bool, typer.Option("--json", help="Write each gap as one JSON object on one line.")] = False
) -> None:
    """List the questions that the articles could not answer, of every workspace.

    In front stands the number that the command "gaps resolve" of the chat takes, then how often and when it was asked
    last.
    """
    from contextlib import closing

    from bot import gaps as found
    from bot.app import build
    from bot.clock import today
    from bot.store.store import Store

    dossier = build(os.environ, Path.cwd())
    with closing(Store.open(dossier.config.secrets.database_url or dossier.config.data / "dossier.sqlite3")) as store:
        listed = found.open_gaps(store, dossier.corpus, today())
    for line in map(found.as_json, listed) if as_json else found.lines(listed):
        typer.echo(line)
    if not listed and not as_json:
        typer.echo("No open gaps.")


@slack_app.callback(invoke_without_command=True)
def _slack(context: typer.Context) -> None:
    """Set Dossier up in Slack: docs/run-in-slack.md."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@slack_app.command()
def manifest(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON instead of YAML.")] = False,
    url: Annotated[str, typer.Option(metavar="https://HOST", help="Have Slack send requests there by HTTP.")] = "",
) -> None:
    """Print the app manifest to paste into Slack; made from the settings and the list of commands."""
    from bot.adapters.slack.setup import manifest as app
    from bot.app import build

    config = build(os.environ, Path.cwd()).config
    typer.echo(json.dumps(app.manifest(config, url), indent=2) if as_json else app.text(config, url))
