"""The command line: what each command takes, and which part of the bot does it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn, TextIO

import click
from click.exceptions import NoArgsIsHelpError

from bot import __version__, operate
from bot.errors import BotError

if TYPE_CHECKING:
    from bot.adapters.terminal.client import Show
    from bot.app import Dossier
    from handlers.card import Reply


class OneLineErrors(click.Group):
    """A command line whose errors are one line on standard error: exit code 2 for what was typed, else 1.

    What a command returns is its exit code.
    """

    def main(self, *args: Any, **options: Any) -> NoReturn:
        """Run and exit."""
        options["standalone_mode"] = False
        try:
            _need_standard_output()
            sys.exit(super().main(*args, **options) or 0)
        except NoArgsIsHelpError as page:
            click.echo(page.format_message())
            sys.exit()
        except (BotError, click.ClickException, OSError) as error:
            words = error.format_message() if isinstance(error, click.ClickException) else str(error)
            click.echo(f"Error: {words}", err=True)
            sys.exit(getattr(error, "exit_code", 1))

    def invoke(self, ctx: click.Context) -> object:
        """Do what was typed; a command broken off says nothing."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(130)  # as shells tell of SIGINT

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command as the help page has them: in the order of this file."""
        del ctx
        return list(self.commands)


def _examples(*lines: str) -> str:
    """The end of a help page: command lines to try, kept as they stand."""
    return "\b\nExamples:\n" + "\n".join(f"  python -m bot {line}" for line in lines)


def _readable(name: str) -> str:
    """Refuse a file that cannot be read before anything is answered."""
    if name != "-" and (Path(name).is_dir() or not os.access(name, os.R_OK)):
        raise click.BadParameter(f"no file '{name}' that can be read; '-' is standard input")
    return name


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise click.BadParameter(f"'{text}' is no day: write YYYY-MM-DD")
    return day


_json = click.option("--json", "as_json", is_flag=True, help="Write each reply as one JSON object on one line.")
_batch = click.option("--batch", metavar="FILE", type=_readable, help="Answer every line of FILE; - is standard input.")


@click.group("dossier", cls=OneLineErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    __version__, prog_name="dossier", message="%(prog)s %(version)s", help="Print the version and exit."
)
def app() -> None:
    """Briefings and exact, cited answers from a corpus of articles.

    Start with: python -m bot chat
    """


app.add_command(operate.run)
app.add_command(operate.doctor)
app.add_command(operate.gaps)
app.add_command(operate.migrate)
app.add_command(operate.deliveries)
app.add_command(operate.corrections)


@app.command(
    epilog=_examples("ask cainiao", 'ask "how many countries does Cainiao reach?"', "ask --json --batch questions.txt")
)
@click.argument("text", nargs=-1)
@_json
@_batch
def ask(*, text: tuple[str, ...], as_json: bool, batch: str | None) -> None:
    """Brief on a topic, or answer a question.

    TEXT is what one would type after the slash word: a topic, a question, or a command such as "compare Alipay and
    PayPal". With --batch every line of a file is answered by itself, in order, blank lines too.
    """
    from bot.adapters.terminal import client

    if text and batch:
        raise click.BadParameter("give TEXT or --batch FILE, not both")
    dossier = _dossier()
    with _lines(batch) as lines:
        client.answer_each(
            lines if batch else [_typed(text)],
            dossier.answer,
            _show(as_json=as_json, echo=bool(batch)),
            dossier.config.limits,
        )


@app.command(epilog=_examples("chat", "chat --batch turns.txt", "chat --json < turns.txt"))
@_json
@_batch
def chat(*, as_json: bool, batch: str | None) -> None:
    """Converse: each turn may lean on the one before.

    On a terminal, names are completed as one types and Ctrl-D leaves. Without one, or with --batch, every line is a
    turn of the same conversation.
    """
    from bot.adapters.terminal import client

    dossier = _dossier()
    typed_here = not batch and _standard_input().isatty() and sys.stdout.isatty()
    show = _show(as_json=as_json, echo=not typed_here)
    with _lines(batch or "-") as lines:
        source = _prompted(dossier) if typed_here else lines
        turns = client.converse(source, dossier.answer, show, dossier.config.limits)
    if not turns and not typed_here:
        click.echo("Nothing was asked: give a question a line, or run it in a terminal.", err=True)


@app.command(epilog=_examples("fact", "fact alipay", "fact --date 2026-11-11 --json", "fact --png fact.png"))
@click.argument("topic", nargs=-1)
@click.option("--date", "day", metavar="YYYY-MM-DD", type=_day, help="The day; today when missing.")
@_json
@click.option("--png", metavar="FILE", type=Path, help="Draw it as a picture, 1200 x 675, into FILE.")
def fact(*, topic: tuple[str, ...], day: date | None, as_json: bool, png: Path | None) -> None:
    """Show the fact of the day.

    It is of the whole corpus, or of one TOPIC. The same day and corpus give the same fact, and none comes twice before
    all have come.
    """
    from bot.clock import today

    day = day or today()
    reply = _command("fact", _typed(topic), as_json=as_json, day=day)
    if png:
        _draw(reply, day, png)


@app.command(epilog=_examples("topics", "topics --json"))
@_json
def topics(*, as_json: bool) -> None:
    """List every topic that an article mentions."""
    _command("topics", "", as_json=as_json)


@app.command(epilog=_examples("sources", "sources --json"))
@_json
def sources(*, as_json: bool) -> None:
    """List the articles and what they leave out."""
    _command("sources", "", as_json=as_json)


@app.group()
def corpus() -> None:
    """Look after the articles."""


app.add_command(operate.slack)
app.add_command(operate.discord)


@corpus.command(epilog=_examples("corpus check", "corpus check my-corpus"))
@click.argument("folder", metavar="[DIR]", type=Path, required=False)
def check(folder: Path | None) -> int:
    """Check a folder of articles and topics.

    Checks DIR, or the folder that is set, and prints each problem with its file and line. The exit code is 1 when there
    is an error; warnings alone leave it at 0.
    """
    from bot.adapters.terminal.review import verdict
    from corpus.check import check as problems_of
    from handlers.registry import BY_NAME

    folder = folder or _dossier().folder
    if not folder.is_dir():
        raise click.BadParameter(f"no folder '{folder}'")
    problems = problems_of(folder, frozenset(BY_NAME))
    for problem in problems:
        click.echo(str(problem))
    click.echo(verdict(folder, problems))
    return int(any(problem.is_error for problem in problems))


@corpus.command(epilog=_examples("corpus records lessons"))
@click.argument("article")
def records(article: str) -> None:
    """Show what is known of each sentence of an article.

    ARTICLE is the article's id. Each record, written or derived, is in the notation of docs/your-own-articles.md, so a
    line can be copied beneath its sentence and corrected.
    """
    from bot.adapters.terminal.review import record_lines

    click.echo("\n".join(record_lines(_dossier().corpus, article)))


def _dossier() -> "Dossier":
    from bot.app import build

    return build(os.environ, Path.cwd())


def _show(*, as_json: bool, echo: bool = False) -> "Show":
    from bot.adapters.terminal.client import shower

    return shower(sys.stdout, as_json=as_json, echo=echo)


def _typed(words: tuple[str, ...]) -> bytes:
    """The words of a command line as one line of bytes, whatever they were encoded in."""
    return " ".join(words).encode("utf-8", "surrogateescape")


def _need_standard_output() -> None:
    if sys.stdout is None:
        raise BotError("standard output is closed: nothing can be shown")


def _standard_input() -> TextIO:
    """Standard input; BotError when whoever started the bot has closed it."""
    if sys.stdin is None:
        raise BotError("standard input is closed: name a file with --batch FILE")
    return sys.stdin


@contextmanager
def _lines(name: str | None) -> Iterator[BinaryIO]:
    """The lines of a file, of standard input for "-", and none for None."""
    if name is None:
        yield BytesIO()
    elif name == "-":
        yield _standard_input().buffer
    else:
        with Path(name).open("rb") as file:
            yield file


def _prompted(dossier: "Dossier") -> Iterator[str]:
    """The lines a person types at the prompt."""
    from bot.adapters.terminal import prompt
    from handlers.registry import COMMANDS

    topics_ = [topic.name for topic in dossier.corpus.topics.values() if dossier.corpus.about(topic.id)]
    click.echo(
        f"{len(dossier.corpus.articles)} articles, {len(topics_)} topics. Type a topic or a question; Ctrl-D leaves."
    )
    return prompt.lines([command.name for command in COMMANDS], topics_)


def _draw(reply: "Reply", day: date, file: Path) -> None:
    """Write the picture of a fact; what it says in words goes to standard error."""
    from bot.picture.draw import draw
    from bot.picture.fonts import fonts

    picture = draw(reply.card, reply.topic or "", fonts(_dossier().config.picture.font_files), day)
    picture.save(file)
    click.echo(f"{file}: {picture.alt}", err=True)


def _command(name: str, rest: bytes | str, *, as_json: bool, day: date | None = None) -> "Reply":
    """Do one command and show its reply."""
    from bot.adapters.terminal.parse import parse
    from bot.clock import today

    dossier = _dossier()
    request = parse(rest, day or today(), dossier.config.limits)
    reply = dossier.command(name, request)
    _show(as_json=as_json)(request, reply)
    return reply
