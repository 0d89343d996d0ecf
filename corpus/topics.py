"""Topics: what a reader may type, by which names, and where those names stand in a text."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.article import CorpusError
from corpus.words import STOP_WORDS, has_han, name_words, normal, squeezed

KINDS = ("company", "organisation", "product", "person", "event", "place", "idea", "publication")
_SHORT_NAME = 3
_FIELDS = {"name", "kind", "definition", "aliases", "outside", "related"}
_TABLE = re.compile(r"\[([^\[\]]+)\]")
_TOML_LINE = re.compile(r"\(at line (\d+)")
_WHOLE_HEADING = 4
_LONGEST_RUN = 3
_WORD = re.compile(r"[^\W_]+(?:[.&'’-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True)
class Topic:
    """Something with a name; ``outside`` holds names that the articles themselves do not use."""

    id: str
    name: str
    kind: str = ""
    definition: str = ""
    aliases: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the canonical one first."""
        return (self.name, *self.aliases, *self.outside)


class TopicsError(CorpusError):
    """A ``topics.toml`` that cannot be used; ``faults`` holds each line, counted from 1, and what is wrong there."""

    def __init__(self, path: Path, faults: Iterable[tuple[int, str]]) -> None:
        """The message has a line a fault."""
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(f"{path}: {message}" for _, message in self.faults))


@dataclass(frozen=True, slots=True)
class Mention:
    """A topic's name in a text: which topic, and which of the text's words from ``start`` up to ``end``."""

    topic: Topic
    start: int
    end: int


class Topics(Mapping[str, Topic]):
    """All topics of a corpus by id, and the lookups from names."""

    def __init__(self, topics: Iterable[Topic], ambiguous: Mapping[str, tuple[str, ...]] | None = None) -> None:
        """``ambiguous`` maps a short name to the ids of the topics it could mean."""
        self._by_id = {topic.id: topic for topic in topics}
        self.ambiguous = {squeezed(name): tuple(ids) for name, ids in (ambiguous or {}).items()}
        self.by_name: dict[str, Topic] = {}
        self._exact_case: dict[str, str] = {}
        self._by_words: dict[tuple[str, ...], Topic] = {}
        self._by_han: dict[str, Topic] = {}
        for topic in self._by_id.values():
            for name in topic.names:
                self._index(topic, name)
        self._han_names = sorted(self._by_han, key=len, reverse=True)
        self._longest = max(map(len, self._by_words), default=0)
        self.words = frozenset(word for phrase in self._by_words for word in phrase)

    def _index(self, topic: Topic, name: str) -> None:
        key = squeezed(name)
        self.by_name.setdefault(key, topic)
        if has_han(name):
            self._by_han.setdefault(key, topic)
        else:
            self._by_words.setdefault(tuple(name_words(name)), topic)
            if len(key) <= _SHORT_NAME:
                self._exact_case[key] = name

    def __getitem__(self, topic_id: str) -> Topic:
        """The topic with this id."""
        return self._by_id[topic_id]

    def __iter__(self) -> Iterator[str]:
        """The ids, in the order of the file."""
        return iter(self._by_id)

    def __len__(self) -> int:
        """How many topics there are."""
        return len(self._by_id)

    def named(self, name: str) -> Topic | None:
        """The topic with exactly this name, spacing, case and punctuation aside."""
        return self.by_name.get(squeezed(name))

    def mentions(self, text: str, *, any_case: bool = False) -> Iterator[Mention]:
        """The topics a text names, the longest name winning at each place.

        Names of three letters or fewer ("SC") count only as they are written, unless ``any_case``.
        """
        words = name_words(text)
        at = 0
        while at < len(words):
            mention = self._mention_at(words, at)
            if mention is not None and (any_case or self._case_fits(words[mention.start : mention.end], text)):
                yield mention
                at = mention.end
            else:
                yield from self._han_mentions(words, at)
                at += 1

    def _mention_at(self, words: list[str], at: int) -> Mention | None:
        for end in range(min(at + self._longest, len(words)), at, -1):
            if topic := self._by_words.get(tuple(words[at:end])):
                return Mention(topic, at, end)
        return None

    def _case_fits(self, words: list[str], text: str) -> bool:
        written = self._exact_case.get("".join(words))
        return written is None or written in text

    def _han_mentions(self, words: list[str], at: int) -> Iterator[Mention]:
        """The Chinese names inside one run of characters, a longer one before those it contains."""
        if not has_han(words[at]):
            return
        left = words[at]
        for name in self._han_names:
            if name in left:
                left = left.replace(name, " ")
                yield Mention(self._by_han[name], at, at + 1)

    def find(self, text: str, *, any_case: bool = False) -> tuple[str, ...]:
        """The ids of the topics a text names, in order, each once."""
        return tuple(dict.fromkeys(m.topic.id for m in self.mentions(text, any_case=any_case)))


def load_topics(path: Path) -> Topics:
    """Read ``topics.toml``; TopicsError has every fault."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        tables = tomllib.loads(text)
    except OSError as error:
        raise TopicsError(path, [(1, f"cannot be read: {error.strerror}: mend the file or link")]) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        at = _TOML_LINE.search(str(error))
        raise TopicsError(path, [(int(at[1]) if at else 1, f"not a TOML file in UTF-8: {error}")]) from error
    topics, ambiguous, faults = _read(tables, text.splitlines())
    if faults:
        raise TopicsError(path, faults)
    return Topics(topics, ambiguous)


def line_of(lines: Sequence[str], table: str, name: str = "") -> int:
    """The line on which a table of a TOML file names something; that of its heading when nothing is named."""
    inside, first = False, 1
    for number, line in enumerate(lines, start=1):
        heading = _TABLE.match(line.strip())
        if heading:
            inside = heading[1].strip().strip("\"'") == table
            first = number if inside else first
        elif inside and name and name in line:
            return number
    return first


_Ambiguous = dict[str, tuple[str, ...]]
_Faults = list[tuple[int, str]]


def _read(tables: dict[str, object], lines: Sequence[str]) -> tuple[list[Topic], _Ambiguous, _Faults]:
    """What can be read of the tables, and what is wrong with the rest; one fault a table is enough."""
    topics: list[Topic] = []
    ambiguous: _Ambiguous = {}
    faults: _Faults = []
    for key, table in tables.items():
        try:
            if key == "ambiguous":
                ambiguous = _ambiguous(table)
            else:
                topics.append(_topic(key, table))
        except CorpusError as error:
            faults.append((line_of(lines, key), str(error)))
    references = [("ambiguous", name, ids) for name, ids in ambiguous.items()]
    references += [(topic.id, topic.id, topic.related) for topic in topics]
    for key, name, ids in references:
        for missing in (topic_id for topic_id in ids if topic_id not in tables or topic_id == "ambiguous"):
            message = f"'{name}' points to '{missing}', which is no topic: add [{missing}] or drop it"
            faults.append((line_of(lines, key, missing), message))
    return topics, ambiguous, faults


def _ambiguous(table: object) -> _Ambiguous:
    if not isinstance(table, dict):
        raise CorpusError("'ambiguous' is not a table: write [ambiguous] and below it a line for each short name")
    return {name: _names("ambiguous", table, name) for name in table}


def _topic(key: str, table: object) -> Topic:
    """One table as a topic; CorpusError says what is wrong with it."""
    if not isinstance(table, dict):
        raise CorpusError(f"'{key}' is not a topic: write [{key}] and below it name = \"...\"")
    if unknown := set(table) - _FIELDS:
        raise CorpusError(f"[{key}] has the unknown field '{min(unknown)}': known are {', '.join(sorted(_FIELDS))}")
    name, kind, definition = (_text(key, table, field) for field in ("name", "kind", "definition"))
    if kind and kind not in KINDS:
        raise CorpusError(f"[{key}] has the unknown kind '{kind}': known are {', '.join(KINDS)}")
    aliases, outside, related = (_names(key, table, field) for field in ("aliases", "outside", "related"))
    return Topic(key, name or key, kind, definition, aliases, outside, related)


def _text(key: str, table: Mapping[str, object], field: str) -> str:
    value = table.get(field, "")
    if not isinstance(value, str):
        raise CorpusError(f'[{key}] {field} is not a text: write {field} = "..."')
    return value.strip()


def _names(key: str, table: Mapping[str, object], field: str) -> tuple[str, ...]:
    value = table.get(field, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise CorpusError(f'[{key}] {field} is not a list of names: write {field} = ["...", "..."]')
    return tuple(value)


def topics_from_headings(headings: Iterable[str]) -> Topics:
    """Topics for a folder without ``topics.toml``: what its titles and headings name, each under its own name."""
    names: dict[str, str] = {}
    for heading in dict.fromkeys(headings):
        for name in _named_by(heading):
            names.setdefault(squeezed(name), name)
    return Topics(Topic(key, name) for key, name in names.items() if key)


def _named_by(heading: str) -> Iterator[str]:
    """A short heading as a whole, its runs of capitalised words, and in Title Case each word that says something."""
    words = list(_WORD.finditer(heading))
    if len(words) <= _WHOLE_HEADING:
        yield heading
    content = [word for word in words if not _says_nothing(word)]
    for run in _capitalised_runs(heading, words):
        kept = [word for word in run if word in content]
        inner = run[run.index(kept[0]) : run.index(kept[-1]) + 1] if kept else []
        if 0 < len(inner) <= _LONGEST_RUN:
            yield _POSSESSIVE.sub("", heading[inner[0].start() : inner[-1].end()])
    if all(word[0][0].isupper() or word[0][0].isdigit() for word in content):
        yield from (_POSSESSIVE.sub("", word[0]) for word in content if word[0][0].isupper())


def _capitalised_runs(heading: str, words: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Capitalised words that follow each other with nothing but a space between."""
    run: list[re.Match[str]] = []
    for word in words:
        if run and (not word[0][0].isupper() or heading[run[-1].end() : word.start()].strip()):
            yield run
            run = []
        if word[0][0].isupper():
            run.append(word)
    yield run


def _says_nothing(word: re.Match[str]) -> bool:
    return normal(word[0]) in STOP_WORDS
