"""Topics: what a reader may type, by which names, and where those names stand in a text."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.article import CorpusError
from corpus.words import has_han, name_words, squeezed

KINDS = ("company", "organisation", "product", "person", "event", "place", "idea", "publication")
_SHORT_NAME = 3
_FIELDS = {"name", "kind", "definition", "aliases", "outside", "related"}


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
    """Read ``topics.toml``; CorpusError names file and fault."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: not a TOML file in UTF-8: {error}") from error
    try:
        ambiguous = _ambiguous(tables.pop("ambiguous", {}))
        topics = Topics([_topic(key, table) for key, table in tables.items()], ambiguous)
        _check_references(topics, ambiguous)
    except CorpusError as error:
        raise CorpusError(f"{path}: {error}") from error
    return topics


def _ambiguous(table: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(table, dict):
        raise CorpusError("'ambiguous' is not a table: write [ambiguous] and below it a line for each short name")
    return {name: _names(table, name) for name in table}


def _check_references(topics: Topics, ambiguous: Mapping[str, tuple[str, ...]]) -> None:
    for name, ids in (*ambiguous.items(), *((topic.id, topic.related) for topic in topics.values())):
        for topic_id in ids:
            if topic_id not in topics:
                raise CorpusError(f"'{name}' points to '{topic_id}', which is no topic: add [{topic_id}] or drop it")


def _topic(key: str, table: object) -> Topic:
    """One table as a topic; CorpusError says what is wrong with it."""
    if not isinstance(table, dict):
        raise CorpusError(f"'{key}' is not a topic: write [{key}] and below it name = \"...\"")
    if unknown := set(table) - _FIELDS:
        raise CorpusError(f"[{key}] has the unknown field '{min(unknown)}': known are {', '.join(sorted(_FIELDS))}")
    name, kind, definition = (_text(key, table, field) for field in ("name", "kind", "definition"))
    if kind and kind not in KINDS:
        raise CorpusError(f"[{key}] has the unknown kind '{kind}': known are {', '.join(KINDS)}")
    aliases, outside, related = (_names(table, field) for field in ("aliases", "outside", "related"))
    return Topic(key, name or key, kind, definition, aliases, outside, related)


def _text(key: str, table: Mapping[str, object], field: str) -> str:
    value = table.get(field, "")
    if not isinstance(value, str):
        raise CorpusError(f'[{key}] {field} is not a text: write {field} = "..."')
    return value.strip()


def _names(table: Mapping[str, object], field: str) -> tuple[str, ...]:
    value = table.get(field, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise CorpusError(f'{field} is not a list of names: write {field} = ["...", "..."]')
    return tuple(value)


def topics_from_headings(headings: Iterable[str]) -> Topics:
    """Topics for a folder without ``topics.toml``: each heading and title is one, under its own name."""
    names: dict[str, str] = {}
    for heading in headings:
        names.setdefault(squeezed(heading), heading)
    return Topics(Topic(key, name) for key, name in names.items() if key)
