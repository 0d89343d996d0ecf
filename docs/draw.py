"""Draws the README's picture from a real reply: ``make picture``."""

import io
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme

from bot.adapters.terminal.render import render
from corpus.load import load
from handlers.request import Request
from handlers.route import reply

_WIDTH = 96
_THEME = TerminalTheme((255, 255, 255), (31, 35, 40), [(0, 0, 0)] * 8)
# rich's own format loads fonts from the web; this one names fonts that a reader has.
_FORMAT = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="TITLE">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<rect width="100%" height="100%" fill="#ffffff"/>
<defs>{lines}</defs>
<g transform="translate({terminal_x}, 12)">{backgrounds}<g class="{unique_id}-matrix">{matrix}</g></g>
</svg>
"""


def draw(query: str, today: date) -> str:
    """The reply to a query as the terminal shows it, as SVG."""
    asked = Request(query, today)
    answered = reply(asked, load(Path("corpus")))
    console = Console(record=True, width=_WIDTH, file=io.StringIO(), highlight=False, force_terminal=True)
    console.print(f"[bold]/{asked.settings.word} {query}[/bold]")
    console.print(render(answered.card, answered.topic or "", _WIDTH))
    title = f"The briefing of {answered.card.title} in the terminal"
    code_format = _FORMAT.replace("TITLE", title)
    return console.export_svg(theme=_THEME, code_format=code_format, unique_id="dossier")


if __name__ == "__main__":
    Path("docs/pictures/cainiao.svg").write_text(draw("cainiao", date(2026, 11, 22)), encoding="utf-8")
