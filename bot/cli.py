"""The command line: what each command takes, and which part of the bot does it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, NoReturn, TextIO

import typer
from typer.core import TyperGroup

from bot import __version__, operate
from bot.errors import BotError

if TYPE_CHECKING:
    from bot.adapters.terminal.client import Show
    from bot.app import Dossier
    from handlers.card import Reply


class OneLineErrors(TyperGroup):
    """A command line whose errors are one line on standard error: exit code 2 for what was typed, else 1."""

    def main(self, *args: Any, **options: Any) -> NoReturn:
        """Run and exit."""
        options["standalone_mode"] = False
        try:
            _need_standard_output()
            sys.exit(super().main(*args, **options) or 0)
        except (BotError, typer.TyperException, OSError) as error:
            words = error.format_message() if isinstance(error, typer.TyperException) else str(error)
            typer.echo(f"Error: {words}", err=True)
            sys.exit(getattr(error, "exit_code", 1))


app = typer.Typer(
    name="dossier",
    cls=OneLineErrors,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
corpus_app = typer.Typer()
app.add_typer(corpus_app, name="corpus")
app.command()(operate.run)
app.command()(operate.doctor)
app.command()(operate.gaps)
app.command()(operate.migrate)
app.add_typer(operate.deliveries_app, name="deliveries")
app.add_typer(operate.corrections_app, name="corrections")
app.add_typer(operate.slack_app, name="slack")
app.add_typer(operate.discord_app, name="discord")


def _examples(*lines: str) -> str:
    """The end of a help page: command lines to try, kept as they stand."""
    return "\b\nExamples:\n" + "\n".join(f"  python -m bot {line}" for line in lines)


def _readable(value: str | None) -> str | None:
    """Refuse a file that cannot be read before anything is answered."""
    if value is not None and value != "-" and (Path(value).is_dir() or not os.access(value, os.R_OK)):
        raise typer.BadParameter(f"no file '{value}' that can be read; '-' is standard input")
    return value


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise typer.BadParameter(f"'{text}' is no day: write YYYY-MM-DD")
    return day


def _print_version(value: bool) -> None:  # noqa: FBT001 -- typer passes the option's value
    if value:
        typer.echo(f"dossier {__version__}")
        raise typer.Exit


Json = Annotated[bool, typer.Option("--json", help="Write each reply as one JSON object on one line.")]
Batch = Annotated[
    str | None,
    typer.Option("--batch", metavar="FILE", callback=_readable, help="Answer every line of FILE; - is standard input."),
]
# Hidden from the list of arguments, which would call them list[str]; the usage line and the text say what they are.
Text = Annotated[list[str] | None, typer.Argument(metavar="TEXT", hidden=True)]
Topic = Annotated[list[str] | None, typer.Argument(metavar="TOPIC", hidden=True)]
Day = Annotated[
    date | None,
    typer.Option("--date", metavar="YYYY-MM-DD", parser=_day, help="The day; today when missing."),
]
Png = Annotated[Path | None, typer.Option("--png", metavar="FILE", help="Draw it as a picture, 1200 x 675, into FILE.")]
Version = Annotated[
    bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
]


@app.callback(invoke_without_command=True)
def _start(context: typer.Context, *, version: Version = False) -> None:
    """Briefings and exact, cited answers from a corpus of articles.

    Start with: python -m bot chat
    """
    del version
    _help_without_command(context)


@corpus_app.callback(invoke_without_command=True)
def _corpus(context: typer.Context) -> None:
    """Look after the articles."""
    _help_without_command(context)


def _help_without_command(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command(
    epilog=_examples("ask cainiao", 'ask "how many countries does Cainiao reach?"', "ask --json --batch questions.txt")
)
def ask(text: Text = None, *, as_json: Json = False, batch: Batch = None) -> None:
    """Brief on a topic, or answer a question.

    TEXT is what one would type after the slash word: a topic, a question, or a command such as "compare Alipay and
    PayPal". With --batch every line of a file is answered by itself, in order, blank lines too.
    """
    from bot.adapters.terminal import client

    if text and batch:
        raise typer.BadParameter("give TEXT or --batch FILE, not both")
    dossier = _dossier()
    with _lines(batch) as lines:
        client.answer_each(
            lines if batch else [_typed(text)],
            dossier.answer,
            _show(as_json=as_json, echo=bool(batch)),
            dossier.config.limits,
        )


@app.command(epilog=_examples("chat", "chat --batch turns.txt", "chat --json < turns.txt"))
def chat(*, as_json: Json = False, batch: Batch = None) -> None:
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
        typer.echo("Nothing was asked: give a question a line, or run it in a terminal.", err=True)


@app.command(epilog=_examples("fact", "fact alipay", "fact --date 2026-11-11 --json", "fact --png fact.png"))
def fact(topic: Topic = None, *, day: Day = None, as_json: Json = False, png: Png = None) -> None:
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
def topics(*, as_json: Json = False) -> None:
    """List every topic that an article mentions."""
    _command("topics", "", as_json=as_json)


@app.command(epilog=_examples("sources", "sources --json"))
def sources(*, as_json: Json = False) -> None:
    """List the articles and what they leave out."""
    _command("sources", "", as_json=as_json)


@corpus_app.command(epilog=_examples("corpus check", "corpus check my-corpus"))
def check(folder: Annotated[Path | None, typer.Argument(metavar="DIR", hidden=True)] = None) -> None:
    """Check a folder of articles and topics.

    Checks DIR, or the folder that is set, and prints each problem with its file and line. The exit code is 1 when there
    is an error; warnings alone leave it at 0.
    """
    from bot.adapters.terminal.review import verdict
    from corpus.check import check as problems_of
    from handlers.registry import BY_NAME

    folder = folder or _dossier().folder
    if not folder.is_dir():
        raise typer.BadParameter(f"no folder '{folder}'")
    problems = problems_of(folder, frozenset(BY_NAME))
    for problem in problems:
        typer.echo(str(problem))
    typer.echo(verdict(folder, problems))
    raise typer.Exit(int(any(problem.is_error for problem in problems)))


@corpus_app.command(epilog=_examples("corpus records lessons"))
def records(article: Annotated[str, typer.Argument(metavar="ARTICLE", hidden=True)]) -> None:
    """Show what is known of each sentence of an article.

    ARTICLE is the article's id. Each record, written or derived, is in the notation of docs/your-own-articles.md, so a
    line can be copied beneath its sentence and corrected.
    """
    from bot.adapters.terminal.review import record_lines

    typer.echo("\n".join(record_lines(_dossier().corpus, article)))


def _dossier() -> "Dossier":
    from bot.app import build

    return build(os.environ, Path.cwd())


def _show(*, as_json: bool, echo: bool = False) -> "Show":
    from bot.adapters.terminal.client import shower

    return shower(sys.stdout, as_json=as_json, echo=echo)


def _typed(words: list[str] | None) -> bytes:
    """The words of a command line as one line of bytes, whatever they were encoded in."""
    return " ".join(words or ()).encode("utf-8", "surrogateescape")


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
    typer.echo(
        f"{len(dossier.corpus.articles)} articles, {len(topics_)} topics. Type a topic or a question; Ctrl-D leaves."
    )
    return prompt.lines([command.name for command in COMMANDS], topics_)


def _draw(reply: "Reply", day: date, file: Path) -> None:
    """Write the picture of a fact; what it says in words goes to standard error."""
    from bot.picture.draw import draw
    from bot.picture.fonts import fonts

    picture = draw(reply.card, reply.topic or "", fonts(_dossier().config.picture.font_files), day)
    file.write_bytes(picture.png)
    typer.echo(f"{file}: {picture.alt}", err=True)


def _command(name: str, rest: bytes | str, *, as_json: bool, day: date | None = None) -> "Reply":
    """Do one command and show its reply."""
    from bot.adapters.terminal.parse import parse
    from bot.clock import today

    dossier = _dossier()
    request = parse(rest, day or today(), dossier.config.limits)
    reply = dossier.command(name, request)
    _show(as_json=as_json)(request, reply)
    return reply
