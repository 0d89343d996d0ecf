"""What is wrong with a folder of articles, and what could be better; each with its file, its line and what to do."""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.article import Article, Basis, Passage
from corpus.collection import Corpus
from corpus.dates import find_dates
from corpus.figures import find_figures
from corpus.front_matter import parse_front_matter
from corpus.load import Loading, Problem
from corpus.split import split
from corpus.topics import line_of
from corpus.words import STOP_WORDS, normal, squeezed

_NO_SUBJECT = re.compile(
    r"""["“\u2018'(]*(It|Its|This|These|Those|That|They|Their|He|His|She|Her|We|Our)(?:['’](?:s|re|ve|ll|d))?\b(?!['’])"""
)
_MONTH = "|".join(calendar.month_name[1:])
_DAY = re.compile(rf"\b(?:\d{{1,2}} (?:{_MONTH})|(?:{_MONTH}) \d{{1,2}})\b")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder as read: its corpus, and the lines of its ``topics.toml``, none when there is no sound one.

    ``commands`` are the words that a reader types to get something else than a topic.
    """

    path: Path
    corpus: Corpus
    topic_lines: tuple[str, ...]
    commands: frozenset[str] = frozenset()

    @property
    def topics_path(self) -> Path:
        """Where the names that a reader may type stand."""
        return self.path / "topics.toml"

    def passages(self) -> Iterator[tuple[Article, Passage]]:
        """Every passage with its article."""
        for article in self.corpus.articles:
            for passage in article.passages:
                yield article, passage

    def line_of(self, table: str, name: str = "") -> int:
        """The line of ``topics.toml`` on which a table names something; that of its heading when nothing is named."""
        return line_of(self.topic_lines, table, name)

    def ambiguous_lines(self) -> Iterator[tuple[int, str]]:
        """Each line under ``[ambiguous]`` and the name it lists, in normal form."""
        for number, line in enumerate(self.topic_lines, start=1):
            name = squeezed(line.partition("=")[0])
            if name in self.corpus.topics.ambiguous and number > self.line_of("ambiguous"):
                yield number, name


Rule = Callable[[Folder], Iterator[Problem]]


def check(folder: Path, commands: frozenset[str] = frozenset()) -> list[Problem]:
    """Every error and warning of a folder, in the order of file and line."""
    loading = Loading(folder)
    corpus = loading.read()
    read = Folder(folder, corpus, _topic_lines(folder, loading.problems), commands)
    problems = [*loading.problems, *(problem for rule in RULES for problem in rule(read))]
    return sorted(problems, key=lambda problem: (problem.path, problem.line, not problem.is_error, problem.message))


def _topic_lines(folder: Path, problems: list[Problem]) -> tuple[str, ...]:
    path = folder / "topics.toml"
    if not path.exists() or any(problem.path == path for problem in problems):
        return ()
    return tuple(path.read_text(encoding="utf-8-sig").splitlines())


def _warning(path: Path, line: int, message: str) -> Problem:
    return Problem(path, line, message, is_error=False)


def names_that_collide(read: Folder) -> Iterator[Problem]:
    """Two topics must not share a name, spacing, case and punctuation aside: the later one would never be found."""
    first: dict[str, str] = {}
    for topic in read.corpus.topics.values():
        for name in topic.names:
            other = first.setdefault(squeezed(name), topic.id)
            if other != topic.id and read.topic_lines:
                line = read.line_of(topic.id, name)
                message = (
                    f"'{name}' of [{topic.id}] is a name of [{other}] too: drop one, or list it under [ambiguous] alone"
                )
                yield Problem(read.topics_path, line, message)


def ambiguous_names(read: Folder) -> Iterator[Problem]:
    """A name that is listed as ambiguous must not be the name of one topic as well."""
    topics = read.corpus.topics
    for line, name in read.ambiguous_lines():
        if name in topics.by_name:
            message = f"'{name}' is ambiguous and a name of [{topics.by_name[name].id}] too: drop it here, or there"
            yield Problem(read.topics_path, line, message)
        if not topics.ambiguous[name]:
            yield _warning(read.topics_path, line, f"'{name}' could mean no topic: list the topics, or drop it")


def names_that_mislead(read: Folder) -> Iterator[Problem]:
    """A name that stands in any text finds its topic everywhere, and one that is a command does not find it."""
    for topic in read.corpus.topics.values() if read.topic_lines else ():
        for name in topic.names:
            if name.isdecimal() or (squeezed(name) in STOP_WORDS and not name.isupper()):  # "US" counts as written
                message = f"'{name}' of [{topic.id}] stands in texts on anything: write a fuller name, or drop it"
                yield _warning(read.topics_path, read.line_of(topic.id, name), message)
            if squeezed(name) in read.commands:
                message = (
                    f"'{name}' of [{topic.id}] is a command, which a reader who types it gets: write a fuller name"
                )
                yield _warning(read.topics_path, read.line_of(topic.id, name), message)


def articles_without_sentence(read: Folder) -> Iterator[Problem]:
    """An article without a sentence answers nothing."""
    for article in read.corpus.articles:
        if not article.passages:
            message = "no sentence: write the text below the front matter, not in code, HTML or tables alone"
            yield _warning(article.path, 1, message)


def topics_unmentioned(read: Folder) -> Iterator[Problem]:
    """A topic that no article mentions gets an empty briefing."""
    if not read.topic_lines:
        return
    topics = read.corpus.topics
    mentioned = {topic_id for _, passage in read.passages() for topic_id in passage.record.about}
    mentioned |= {topic_id for _, passage in read.passages() for topic_id in topics.find(passage.text)}
    for topic in topics.values():
        if topic.id not in mentioned:
            message = (
                f"no article mentions '{topic.name}': add the name the articles use as an alias, or drop [{topic.id}]"
            )
            yield _warning(read.topics_path, read.line_of(topic.id), message)


def definitions_with_figures(read: Folder) -> Iterator[Problem]:
    """A definition is shown without source and date, which a figure needs; those in names and calendar days do not."""
    topics = read.corpus.topics.values()
    names = [name for topic in topics for name in topic.names if _figures(name)]
    for topic in topics:
        text = _DAY.sub("", topic.definition)
        for name in names:
            text = re.sub(re.escape(name), "", text, flags=re.IGNORECASE)
        if found := _figures(text):
            message = (
                f"the definition of [{topic.id}] holds '{found[0]}', which needs a source and a date: "
                "say only what it is, and leave the figure to a sentence of an article"
            )
            yield _warning(read.topics_path, read.line_of(topic.id, topic.definition), message)


def _figures(text: str) -> list[str]:
    """The figures and the dates of a text."""
    return [*(figure.text for figure in find_figures(text)), *(text[start:end] for _, start, end in find_dates(text))]


def sentences_repeated(read: Folder) -> Iterator[Problem]:
    """A sentence counts once; its repetition is not loaded from the same article, and is shown twice from two."""
    first: dict[str, str] = {}
    for article in read.corpus.articles:
        _, body_start = parse_front_matter(article.text)
        for sentence in split(article.text, body_start, article.language or "en"):
            here = f"{article.path.name}:{sentence.line}"
            there = first.setdefault(normal(sentence.text), here)
            if there != here:
                yield _warning(article.path, sentence.line, f"repeats the sentence of {there}: drop one of the two")


def sentences_without_subject(read: Folder) -> Iterator[Problem]:
    """A sentence is shown alone, where nobody knows what its "it" means."""
    for article, passage in read.passages():
        if pronoun := _NO_SUBJECT.match(passage.text):
            message = f"the subject is '{pronoun[1]}', which means nothing when the sentence stands alone: name it"
            yield _warning(article.path, passage.line, message)
        elif not passage.record.about:
            message = "no topic is named, here or in the heading: name one, or write ': about: ...' below the sentence"
            yield _warning(article.path, passage.line, message)


def sentences_without_attribute(read: Folder) -> Iterator[Problem]:
    """In an article with record lines, every sentence should say what it tells of its subject."""
    for article in read.corpus.articles:
        if not any(passage.record.curated for passage in article.passages):
            continue
        for passage in article.passages:
            if not passage.record.attribute:
                message = "no attribute: write ': attribute: ...' below the sentence, with a word of attributes.toml"
                yield _warning(article.path, passage.line, message)


def values_unread(read: Folder) -> Iterator[Problem]:
    """A value written by hand should be a figure, for questions about numbers are held against it."""
    for article, passage in read.passages():
        value = passage.record.value
        if value is not None and not value.unit:
            message = (
                f"the value '{value.text}' cannot be read as a figure: write number and unit, '4 years', '$4 million'"
            )
            yield _warning(article.path, passage.line, message)


def dates_without_reason(read: Folder) -> Iterator[Problem]:
    """An inferred date of publication should say what it is inferred from."""
    for article in read.corpus.articles:
        if article.published.basis is Basis.INFERRED and not article.published_reason:
            lines = article.text.splitlines()
            line = next((n for n, text in enumerate(lines, start=1) if text.startswith("published_basis:")), 1)
            yield _warning(article.path, line, "an inferred date without its reason: add 'published_reason: ...'")


RULES: tuple[Rule, ...] = (
    names_that_collide,
    ambiguous_names,
    names_that_mislead,
    articles_without_sentence,
    topics_unmentioned,
    definitions_with_figures,
    sentences_repeated,
    sentences_without_subject,
    sentences_without_attribute,
    values_unread,
    dates_without_reason,
)
