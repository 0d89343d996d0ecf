"""What of a fact card a picture shows."""

from dataclasses import dataclass
from datetime import date

from bot import wording
from bot.errors import PictureError
from bot.picture.chart import Chart, chart
from corpus.dates import PartialDate
from corpus.figures import find_figures
from handlers.card import Card, Fact, Figure, Quote, Source

_LONGEST_GLUED = 24


@dataclass(frozen=True, slots=True)
class Shown:
    """The texts of a picture; ``figure`` is the headline, "" for none, ``topic`` an id, "" for none."""

    topic: str
    title: str
    figure: str
    fact: Fact
    source: Source
    day: date | None

    @property
    def sentence(self) -> str:
        """The sentence, verbatim; the words of a figure stay on one line where that can be."""
        text = wording.harmless(self.fact.text)
        for figure in find_figures(text):
            text = text[: figure.start] + _glued(figure.text) + text[figure.end :]
        return text

    @property
    def provenance(self) -> str:
        """``As of Nov 2016 (inferred) · Leo Wang``."""
        when = wording.when(self.fact)
        return _dotted(f"{when[:1].upper()}{when[1:]} · {_glued(self.fact.attribution)}")

    @property
    def reference(self) -> str:
        """The title of the article, and who wrote it when that is not who says so."""
        if self.source.author == self.fact.attribution:
            return _dotted(self.source.title)
        return _dotted(f"{self.source.title} · {_glued(self.source.author)}")

    @property
    def occasion(self) -> str:
        """``Daily fact · 22 Nov 2026``; "" without a day."""
        return f"Daily fact · {PartialDate(self.day.year, self.day.month, self.day.day)}" if self.day else ""

    @property
    def chart(self) -> Chart | None:
        """What of the sentence can be drawn to scale."""
        return chart(wording.harmless(self.fact.text))


def _dotted(text: str) -> str:
    """A text whose dots stay behind what they part, so that no line begins with one."""
    return wording.harmless(text).replace(" · ", f"{wording.NBSP}· ")


def _glued(words: str) -> str:
    return words if len(words) > _LONGEST_GLUED else words.replace(" ", wording.NBSP)


def shown(card: Card, topic: str, day: date | None = None) -> Shown:
    """What a fact card shows, ``day`` the one it is posted for; PictureError when it shows no fact."""
    block = next((block for block in card.blocks if isinstance(block, Figure | Quote)), None)
    if block is None:
        raise PictureError("nothing to draw: the card shows no fact")
    fact, value = block.fact, block.value if isinstance(block, Figure) else ""
    source = card.sources[card.number(fact.source) - 1]
    return Shown(topic, wording.harmless(card.title), wording.harmless(value), fact, source, day)
