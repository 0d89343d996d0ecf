"""The terminal's side of a conversation: lines in, replies out."""

from collections.abc import Callable, Iterable
from io import TextIOWrapper
from typing import TextIO

from bot.adapters.terminal.limits import TERMINAL
from bot.adapters.terminal.parse import parse
from bot.clock import today
from bot.fit import fit
from bot.plain import plain
from bot.wire import line
from bot.wording import harmless
from handlers.card import Card, Context, Reply
from handlers.request import Request, Settings

Show = Callable[[Request, Reply], None]
Answer = Callable[[Request], Reply]
_LONGEST_ECHO = 200


def shower(out: TextIO, *, as_json: bool, echo: bool = False) -> Show:
    """What writes a reply: one line of JSON; a panel on a terminal; plain text into a file or a pipe.

    ``echo`` repeats above each reply what was asked, for a reader who has not typed it.
    """
    if isinstance(out, TextIOWrapper):
        out.reconfigure(encoding="utf-8" if as_json else None, errors="replace")
    return _json(out) if as_json else _readable(out, echo=echo)


def _json(out: TextIO) -> Show:
    def show(_: Request, reply: Reply) -> None:
        out.write(f"{line(reply)}\n")
        out.flush()

    return show


def _readable(out: TextIO, *, echo: bool) -> Show:
    write = _panels(out) if out.isatty() else _plain(out)

    def show(request: Request, reply: Reply) -> None:
        if echo:
            out.write(f"> {_echoed(request.text)}\n\n")
        write(fit(reply.card, TERMINAL.characters, lambda smaller: len(plain(smaller))), reply.topic or "")
        out.write("\n" if echo else "")
        out.flush()

    return show


def _plain(out: TextIO) -> Callable[[Card, str], None]:
    return lambda card, _: print(plain(card), file=out)


def _panels(out: TextIO) -> Callable[[Card, str], None]:
    """Rich is imported for a terminal alone: a pipe gets its first answer sooner."""
    from rich.console import Console

    from bot.adapters.terminal.render import render

    console = Console(file=out, highlight=False, markup=False, emoji=False)
    return lambda card, topic: console.print(render(card, topic, min(console.width, TERMINAL.width)))


def _echoed(text: str) -> str:
    kept = harmless(text[:_LONGEST_ECHO]).strip()
    return kept if len(text) <= _LONGEST_ECHO else f"{kept} …"


def answer_each(lines: Iterable[bytes], answer: Answer, show: Show, settings: Settings) -> None:
    """Answer each line by itself."""
    for typed in lines:
        request = parse(typed, today(), settings)
        show(request, answer(request))


def converse(lines: Iterable[bytes | str], answer: Answer, show: Show, settings: Settings) -> int:
    """Answer line after line as one thread, each with the memory of those before; how many lines there were."""
    context, turns = Context(), 0
    for typed in lines:
        request = parse(typed, today(), settings, context)
        reply = answer(request)
        context = reply.context
        show(request, reply)
        turns += 1
    return turns
