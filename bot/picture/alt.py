"""A picture in words, for those who do not see it."""

from bot import wording
from bot.picture.chart import Bars, Chart, Quantity
from bot.picture.shown import Shown
from bot.picture.wrap import ELLIPSIS

_MOST = 1_000  # characters: Discord takes 1,024, Slack 2,000


def alt(shown: Shown, most: int = _MOST) -> str:
    """The topic, the figure, the sentence, the chart, when, who and where from; a sentence too long for it is cut."""
    head = ": ".join(filter(None, (shown.title, shown.figure)))
    drawn = shown.chart
    tail = f"{_chart(drawn)}{shown.provenance}. Source: {wording.harmless(wording.reference(shown.source))}"
    tail = tail.replace(wording.NBSP, " ")
    sentence = wording.harmless(shown.fact.text)
    room = most - len(f"{head}.  {tail}")
    if len(sentence) > room:
        sentence = sentence[: max(room - 1, 0)] + ELLIPSIS
    return f"{head}. {sentence} {tail}"[:most]


def _chart(chart: Chart | None) -> str:
    if chart is None:
        return ""
    if isinstance(chart, Bars):
        return f"Bars: {'; '.join(map(_quantity, chart.quantities))}. "
    return f"Squares: {_quantity(chart.quantity)}. "


def _quantity(quantity: Quantity) -> str:
    return f"{quantity.figure} {quantity.context}".rstrip()
