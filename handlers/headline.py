"""What of a sentence may stand above it in large type: its figure, never without the hedge that the sentence has."""

import re
from collections.abc import Sequence

from corpus.article import Kind, Passage
from corpus.figures import find_figures

_MOST_BETWEEN = 3  # words that part a hedge from its figure in a headline
_WORDS = (
    r"expect\w*|forecast\w*|predict\w*|project(?:ed|ions?)|estimat\w+|anticipat\w+|assum\w+|suppos\w+|"
    r"aim(?:s|ed|ing)?|plan(?:s|ned|ning)?|hop(?:e|es|ed|ing)|intend\w*|promis\w+|pledg\w+|target\w*|goals?|"
    r"seek(?:s|ing)?|sought|wants?|wanted|(?:is|are|was|were) (?:set|due|about) to|"
    r"could|might|(?-i:may)|would|should|will|shall|can|likely|probabl[ey]|possibl[ey]|perhaps|maybe|potential\w*|"
    r"reported(?:ly)?|alleged(?:ly)?|rumou?r\w*|claim\w*|believ\w+|seem\w*|appear(?:s|ed)?|apparently|if|valued|"
    r"or (?:more|less|fewer|so)|or thereabouts|at (?:least|most)|roughly|approximately"
)
_HEDGE = re.compile(rf"\b(?:{_WORDS})\b", re.IGNORECASE)
_PART = re.compile(r"[,;:()\"“”]|[.!?]\s|\s[–—-]\s")


def headline(passage: Passage) -> str:
    """The figure of a sentence verbatim, with all that hedges it; "" for none, or where a hedge is too far from it.

    ``expected to support 200 million package deliveries a day``, of which the number alone would be another claim.
    """
    value, text = passage.record.value, passage.text
    if value is None:
        return ""
    numbers = [each for each in find_figures(text) if each.start < value.end and value.start < each.end]
    start, end = _around([(each.start, each.end) for each in (value, *numbers)])
    hedges = [found.span() for found in _HEDGE.finditer(text)]
    if Kind.FORECAST in passage.record.kinds and not hedges:
        return ""
    first, last = _around([(start, end), *hedges])
    is_far = _is_far(text[first:start]) or _is_far(text[end:last])
    return "" if is_far else text[first:last]


def _around(spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return min(start for start, _ in spans), max(end for _, end in spans)


def _is_far(words: str) -> bool:
    """Whether words between a hedge and its figure, the hedge's own among them, are of another part of the sentence."""
    return len(_HEDGE.sub("", words).split()) > _MOST_BETWEEN or bool(_PART.search(words))
