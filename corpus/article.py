"""The frozen types of what we know: Article, Passage, Record, Figure, AsOf."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from corpus.dates import PartialDate


class CorpusError(Exception):
    """A corpus that cannot be read; the message names file, line and what to do."""


class Basis(StrEnum):
    """How a date is known."""

    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """The question a sentence answers, or the kind of claim it makes."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    HOW_MANY = "how many"
    HOW_MUCH = "how much"
    SHARE = "share"
    WHY = "why"
    WHAT = "what"
    DEFINITION = "definition"
    COMPARISON = "comparison"
    OPINION = "opinion"
    FORECAST = "forecast"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class AsOf:
    """When something held: a date as precise as known and the basis on which it is known."""

    date: PartialDate | None = None
    basis: Basis = Basis.UNKNOWN
    before: bool = False

    def __str__(self) -> str:
        """``Nov 2016 (inferred)``, ``before 2009``, ``date unknown``."""
        if self.date is None:
            return "date unknown"
        words = f"before {self.date}" if self.before else str(self.date)
        return words if self.basis is Basis.STATED else f"{words} ({self.basis})"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a sentence gives it.

    ``text`` is verbatim, hedge included; ``amount`` is in units of ``unit``: ``USD``, ``%``, ``times`` or the counted
    noun in the singular.
    """

    text: str
    start: int
    amount: float
    unit: str
    hedge: str = ""

    @property
    def end(self) -> int:
        """The offset behind the figure's last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Record:
    """What a sentence says, about what, as of when, where, and who says so.

    Sentences with the same ``differs`` say different things of one matter, which it names. ``asks`` are questions that
    the sentence answers, in other words than its own.
    ``dated`` is true when the date is the sentence's own, not the article's; ``curated`` when a record was written.
    """

    about: tuple[str, ...] = ()
    attribute: str = ""
    kinds: frozenset[Kind] = frozenset()
    value: Figure | None = None
    as_of: AsOf = AsOf()
    dated: bool = False
    place: str = ""
    base: str = ""
    event: str = ""
    by: str = ""
    differs: str = ""
    asks: tuple[str, ...] = ()
    curated: bool = False

    @property
    def is_gap(self) -> bool:
        """Whether the sentence says what an article leaves open."""
        return self.attribute == "gap"

    @property
    def subject(self) -> str:
        """The id of the topic that the sentence is about, "" when it has none."""
        return self.about[0] if self.about else ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of an article.

    ``article_text[start:end]`` is the sentence as the file has it; ``text`` is the same with markup dropped and white
    space folded. ``id`` depends on the article and the wording alone, so that it survives reordering. Passages with
    the same ``paragraph``, an offset, stand in one paragraph.
    """

    id: str
    article_id: str
    heading: str
    text: str
    start: int
    end: int
    line: int
    record: Record
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its front matter, its text as filed, and its passages in order."""

    id: str
    title: str
    path: Path
    text: str
    passages: tuple[Passage, ...]
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: AsOf = AsOf()
    published_reason: str = ""
    kind: str = ""
    language: str = ""
    url: str = ""
    standpoint: str = ""
    missing: tuple[str, ...] = ()

    @property
    def author(self) -> str:
        """The authors in one line, ``author unknown`` when none is given."""
        return ", ".join(self.authors) or "author unknown"
