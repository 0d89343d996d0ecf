"""Articles of any size about companies that do not exist; the same seed gives the same words."""

import itertools
import random
from collections.abc import Callable, Iterator
from pathlib import Path

_SYLLABLES = "ka lo mi ren tas vel dor sin par fe gul han bri mo quen zet ula nor tim ash".split()
_NOUNS = "users employees stores countries sellers parcels offices customers partners loans".split()
_SENTENCES = (
    "{name} had {hedge} {number} {noun} in {year}, most of them in the {a} {b} trade.",
    "{name} opened its {a} {b} office in {month} {year} to serve {c} firms.",
    "In {year} {name} bought {percent}% of {other}, a maker of {a} {b} goods.",
    "{name} says that the {a} {b} market will reach ${number} by {year}.",
    "The {a} {noun} of {name} differ from those of {other}, because {b} costs fell by {percent}%.",
    "{name} was founded in {year} by {other} as a {a} {b} platform for {c} buyers.",
    "According to {name}, {hedge} {number} {noun} use {a} {b} services of {other}.",
    "{name} launched a {a} {b} service for {number} {noun} with {other} in {month} {year}.",
)
_QUESTIONS = (
    "How many {noun} did {name} have in {year}?",
    "When did {name} open its {a} {b} office?",
    "What share of {other} did {name} buy?",
    "who says that the {a} market will reach {year}?",
    "why do the {noun} of {name} differ from those of {other}?",
    "which company launched a {a} {b} service?",
    "who founded {name}?",
    "how much is the {a} {b} market worth?",
)
_HEDGES = ("about", "over", "almost", "more than", "nearly")
_MONTHS = ("January", "March", "June", "September", "November")
_KINDS = ("company", "company", "person", "idea", "place")
_WORDS = 20_000
_STEMS = 60_000
_OWN = (6, 22)  # content words of a sentence, at least and at most: 14 on average
_SIDE = 5
_QUERY = (3, 8)
_AN_ARTICLE = 100
_A_SECTION = 20
_A_PARAGRAPH = 4
_A_TOPIC = 50


class Vocabulary:
    """Made-up words; common ones are drawn often and most of them seldom, as in a language (by Zipf's law)."""

    def __init__(self, size: int, source: random.Random) -> None:
        """``source`` decides which words there are and which are drawn."""
        self._random = source
        self._words = made_up(size, source)
        self._shares = list(itertools.accumulate(1 / rank for rank in range(1, size + 1)))

    def draw(self, count: int) -> list[str]:
        """So many words."""
        return self._random.choices(self._words, cum_weights=self._shares, k=count)


def made_up(count: int, source: random.Random) -> list[str]:
    """Distinct words that do not exist."""
    return _distinct(count, lambda _: "".join(source.choices(_SYLLABLES, k=source.randint(2, 4))))


class Stems:
    """Writes passages and queries as an index sees them: as stems."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)
        self._vocabulary = Vocabulary(_STEMS, self._random)

    def passages(self, count: int) -> Iterator[tuple[list[str], list[str]]]:
        """The stems of so many passages, and those by which each is also found: the same for a whole section."""
        for start in range(0, count, _A_SECTION):
            side = self._vocabulary.draw(_SIDE)
            for _ in range(min(_A_SECTION, count - start)):
                yield self._vocabulary.draw(self._random.randint(*_OWN)), side

    def query(self) -> list[str]:
        """The stems of a query, as common and as rare as those of passages."""
        return self._vocabulary.draw(self._random.randint(*_QUERY))


class Author:
    """Writes sentences, questions and misspellings."""

    def __init__(self, passages: int, seed: int = 1) -> None:
        """``passages`` decides how many topics there are: one for every 50."""
        self._random = random.Random(seed)
        self._vocabulary = Vocabulary(_WORDS, self._random)
        count = max(5, passages // _A_TOPIC)
        halves = made_up(2 * count, self._random)
        self.names = [f"{a.title()} {b.title()}" for a, b in zip(halves[::2], halves[1::2], strict=True)]
        self.written: list[str] = []

    def _filled(self, pattern: str, name: str) -> str:
        pick = self._random.choice
        a, b, c = self._vocabulary.draw(3)
        return pattern.format(
            name=name,
            other=pick(self.names),
            a=a,
            b=b,
            c=c,
            noun=pick(_NOUNS),
            hedge=pick(_HEDGES),
            month=pick(_MONTHS),
            year=self._random.randint(1990, 2025),
            percent=self._random.randint(1, 99),
            number=f"{self._random.randint(11, 9_999) / 10:,.1f} million",
        )

    def sentences(self, name: str, count: int) -> list[str]:
        """Distinct sentences about a topic."""
        return _distinct(count, lambda _: self._filled(self._random.choice(_SENTENCES), name))

    def questions(self, count: int) -> list[str]:
        """Distinct questions, of every pattern in turn."""
        return _distinct(
            count, lambda at: self._filled(_QUESTIONS[at % len(_QUESTIONS)], self._random.choice(self.names))
        )

    def misspelt(self, count: int) -> list[str]:
        """Names with one letter left out or two changed about."""
        return [self._misspelt(self._random.choice(self.names)) for _ in range(count)]

    def _misspelt(self, name: str) -> str:
        at = self._random.randrange(1, len(name) - 1)
        return name[:at] + self._random.choice(("", name[at + 1] + name[at])) + name[at + 2 :]

    def article(self, number: int, passages: int) -> str:
        """The Markdown of an article with exactly so many sentences."""
        parts = [f"---\ntitle: Report {number}\nauthors: [Nobody]\npublished: {2000 + number % 25}\n---\n"]
        for start in range(0, passages, _A_SECTION):
            name = self._random.choice(self.names)
            told = self.sentences(name, min(_A_SECTION, passages - start))
            self.written += told
            paragraphs = (" ".join(told[at : at + _A_PARAGRAPH]) for at in range(0, len(told), _A_PARAGRAPH))
            parts += [f"## {name}\n", *(f"{paragraph}\n" for paragraph in paragraphs)]
        return "\n".join(parts)


def _distinct(count: int, make: Callable[[int], str]) -> list[str]:
    """So many different texts; ``make`` is told how many it has made, for some come twice and count once."""
    found: dict[str, None] = {}
    for made in itertools.count():
        if len(found) == count:
            break
        found[make(made)] = None
    return list(found)


def write(folder: Path, passages: int) -> Author:
    """Write a corpus of so many passages into a folder; its author, who can ask about it."""
    author = Author(passages)
    (folder / "articles").mkdir(parents=True)
    for number, start in enumerate(range(0, passages, _AN_ARTICLE)):
        text = author.article(number, min(_AN_ARTICLE, passages - start))
        (folder / "articles" / f"report-{number:05}.md").write_text(text, encoding="utf-8")
    topics = (
        f'[topic-{at}]\nname = "{name}"\nkind = "{_KINDS[at % len(_KINDS)]}"\n' for at, name in enumerate(author.names)
    )
    (folder / "topics.toml").write_text("\n".join(topics), encoding="utf-8")
    return author
