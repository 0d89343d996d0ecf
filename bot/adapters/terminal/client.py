"""The terminal's side of a conversation: lines in, replies out."""


from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import TextIO

from rich.console import Console

from bot.adapters.terminal.limits import TERMINAL
from bot.adapters.terminal.parse import parse
from bot.adapters.terminal.render import render
from bot.fit import fit
from bot.plain import plain
from bot.wire import line
from handlers.card import Context, Reply
from handlers.request import Request, Settings

Show = Callable[[Reply], None]
Answer = Callable[[Request], Reply]


def shower(out: TextIO, *, as_json: bool) -> Show:
    """What writes a reply: one line of JSON; a panel on a terminal; plain text into a file or a pipe."""
    return _json(out) if as_json else _readable(out)


def _json(out: TextIO) -> Show:
    def show(reply: Reply) -> None:
        out.write(f"{line(reply)}\n")
        out.flush()

    return show


def _readable(out: TextIO) -> Show:
    console = Console(file=out, highlight=False, markup=False, emoji=False)

    def show(reply: Reply) -> None:
        card = fit(reply.card, TERMINAL.characters, lambda smaller: len(plain(smaller)))
        if console.is_terminal:
            console.print(render(card, reply.topic or "", min(console.width, TERMINAL.width)))
        else:
            out.write(f"{plain(card)}\n")
        out.flush()

    return show


def answer_each(lines: Iterable[bytes], answer: Answer, show: Show, settings: Settings) -> None:
    """Answer each line by itself."""
    for typed in lines:
        show(answer(parse(typed, today(), settings)))


def converse(lines: Iterable[bytes | str], answer: Answer, show: Show, settings: Settings) -> None:
    """Answer line after line as one thread, each with the memory of those before."""
    context = Context()
    for typed in lines:
        reply = answer(parse(typed, today(), settings, context))
        context = reply.context
        show(reply)


def today() -> date:
    """The date where the bot runs."""
    return datetime.now().astimezone().date()
