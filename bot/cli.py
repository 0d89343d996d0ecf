"""The command line: what each command takes, and which part of the bot does it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer
from typer.core import TyperGroup

from bot import __version__
from bot.errors import BotError

if TYPE_CHECKING:
    from bot.adapters.terminal.client import Show
    from bot.app import Dossier


class OneLineErrors(TyperGroup):
    """A command line whose errors are one line on standard error: exit code 2 for what was typed, else 1."""

    def main(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 -- the signature is typer's
        """Run and exit."""
        options["standalone_mode"] = False
        try:
            sys.exit(super().main(*args, **options) or 0)
        except (BotError, typer.TyperException) as error:
            words = error.format_message() if isinstance(error, typer.TyperException) else str(error)
            typer.echo(f"Error: {words}", err=True)
            sys.exit(getattr(error, "exit_code", 1))
        except typer.Abort:
            sys.exit(130)


app = typer.Typer(
    name="dossier",
    cls=OneLineErrors,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
corpus_app = typer.Typer(help="Look after the articles.", no_args_is_help=True)
app.add_typer(corpus_app, name="corpus")


def _examples(*lines: str) -> str:
    """The end of a help page: command lines to try, kept as they stand."""
    return "\b\nExamples:\n" + "\n".join(f"  python -m bot {line}" for line in lines)


def _batch(value: str | None) -> str | None:
    """Refuse a file that cannot be read before anything is answered."""
    if value not in {None, "-"} and not os.access(str(value), os.R_OK):
        raise typer.BadParameter(f"no file '{value}' that can be read; '-' is standard input")
    return value


Json = Annotated[bool, typer.Option("--json", help="Write each reply as one JSON object on one line.")]
Batch = Annotated[
    str | None,
    typer.Option("--batch", metavar="FILE", callback=_batch, help="Answer every line of FILE; - is standard input."),
]
Topic = Annotated[list[str] | None, typer.Argument(metavar="[TOPIC]", show_default=False, help="A topic, as one would type it.")]


@app.callback()
def _start(
    *,
    version: Annotated[bool, typer.Option("--version", is_eager=True, help="Print the version and exit.")] = False,
) -> None:
    """Briefings and exact, cited answers from a corpus of articles.

    Type a topic for its briefing, a question for the sentence that answers it. Settings: config.toml.
    """
    if version:
        typer.echo(f"dossier {__version__}")
        raise typer.Exit


@app.command(epilog=_examples("ask cainiao", "ask how many countries does Cainiao reach?", "ask --json --batch questions.txt"))
def ask(
    text: Annotated[list[str] | None, typer.Argument(metavar="TEXT...", show_default=False, help="A topic, a question or a command.")] = None,
    *,
    as_json: Json = False,
    batch: Batch = None,
) -> None:
    """Brief on a topic, answer a question, or do a command.

    With --batch every line is answered by itself, in order, blank lines too.
    """
    from bot.adapters.terminal import client

    if text and batch:
        raise typer.BadParameter("give TEXT or --batch FILE, not both")
    dossier = _dossier()
    with _lines(batch, " ".join(text or ())) as lines:
        client.answer_each(lines, dossier.answer, _show(as_json=as_json), dossier.config.limits)
