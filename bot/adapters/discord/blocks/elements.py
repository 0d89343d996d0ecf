"""The components that Discord's messages and modals are made of, as JSON.

Their numbers and shapes: "Component Reference" in Discord's developer documentation.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bot.adapters.discord.codes import Code, Verb
from bot.adapters.discord.limits import DISCORD
from bot.adapters.discord.text import escape, length, shortened
from bot.wording import visible

Json = dict[str, Any]

ROW, BUTTON, MENU, INPUT, TEXT, GALLERY, FILE, LINE, CONTAINER = 1, 2, 3, 4, 10, 12, 13, 14, 17
LABEL, CHOICES, CHECKS = 18, 21, 22
PRIMARY, SECONDARY = 1, 2  # styles of buttons: nothing is more important than an answer, so its are secondary


def text(*lines: str) -> Json:
    """Lines of Markdown."""
    return {"type": TEXT, "content": "\n".join(lines)}


def words(said: str) -> str:
    """A text of the corpus or of a person, as Markdown in which it is nothing but words."""
    return escape(visible(said))


def heading(said: str, level: int = 2) -> str:
    """A line as a heading; the second of the three levels is a title's."""
    return f"{'#' * level} {escape(shortened(said, DISCORD.heading))}"


def small(said: str) -> str:
    """A line in small print."""
    return f"-# {words(said)}"


def divider() -> Json:
    """A line across."""
    return {"type": LINE, "divider": True, "spacing": 1}


def file(name: str) -> Json:
    """A file that comes along with the message."""
    return {"type": FILE, "file": {"url": f"attachment://{name}"}}


def container(components: Sequence[Json], colour: int | None = None) -> Json:
    """Components in a frame, with an accent colour or none."""
    accent = {} if colour is None else {"accent_color": colour}
    return {"type": CONTAINER, **accent, "components": list(components)}


def row(*components: Json) -> Json:
    """Buttons side by side, or one menu."""
    return {"type": ROW, "components": list(components)}


def button(label: str, code: Code) -> Json:
    """A button; its code must fit."""
    shown = shortened(label, DISCORD.button)
    return {"type": BUTTON, "style": SECONDARY, "label": shown, "custom_id": code.custom_id}


def menu(number: int, options: Iterable[tuple[str, str]]) -> Json:
    """A menu of labels and what they say, which must be short enough; ``number`` tells a message's menus apart."""
    return {
        "type": MENU,
        "custom_id": Code(Verb.MENU, str(number)).custom_id,
        "placeholder": "More",
        "options": [{"label": shortened(label, DISCORD.option), "value": value} for label, value in options],
    }


def picture(file: str, description: str) -> Json:
    """A file that comes with the message, by its name, as a picture in its full width."""
    return {"type": GALLERY, "items": [{"media": {"url": f"attachment://{file}"}, "description": description}]}


def every(components: Iterable[Json]) -> Iterator[Json]:
    """Components and those within them, as Discord counts them."""
    for each in components:
        yield each
        yield from every(each.get("components", ()))


def characters(components: Iterable[Json]) -> int:
    """The characters of all texts, as Discord counts them together."""
    return sum(length(each["content"]) for each in every(components) if each["type"] == TEXT)
