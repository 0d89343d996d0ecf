"""A folder of articles to a Corpus; every fault is collected with its file, its line and what to do."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.article import Article, CorpusError, Passage, Record
from corpus.collection import Corpus
from corpus.derive import derive
from corpus.front_matter import FrontMatterError, parse_front_matter, published
from corpus.notation import parse_record
from corpus.split import Sentence, split
from corpus.topics import Topics, TopicsError, load_topics, topics_from_headings

_ENDINGS = {".md", ".markdown"}
_NAMED_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a corpus; ``line`` counts from 1."""

    path: Path
    line: int
    message: str
    is_error: bool = True

    def __str__(self) -> str:
        """``path:line: error: message``, as compilers write it."""
        return f"{self.path}:{self.line}: {'error' if self.is_error else 'warning'}: {self.message}"


@dataclass(slots=True)
class Draft:
    """An article read but without records, for they need the topics, which may come from the headings."""

    path: Path
    text: str
    fields: dict[str, Any]
    sentences: list[Sentence]


@dataclass(slots=True)
class Loading:
    """What has been read of a folder so far, and the problems met."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    topics_are_sound: bool = True

    def read(self) -> Corpus:
        """Read what can be read; ``problems`` says what could not."""
        drafts = [draft for path in self._paths() if (draft := self._draft(path)) is not None]
        topics = self._topics(drafts)
        articles: dict[str, Article] = {}
        for draft in drafts:
            article = self._article(draft, topics)
            if article.id in articles:
                other = articles[article.id].path.name
                self._report(draft.path, 1, f"the id '{article.id}' is that of {other} too: give each article its own")
            articles.setdefault(article.id, article)
        return Corpus(self.folder, tuple(articles.values()), topics)

    def _report(self, path: Path, line: int, message: str) -> None:
        self.problems.append(Problem(path, line, message))

    def _paths(self) -> list[Path]:
        """The files of the articles in the order of their names; what another name hides is reported."""
        folder = self.folder / "articles"
        paths = _markdown(folder)
        for path in paths:
            if path.suffix != ".md":
                self._report(path, 1, f"only names in .md are read: rename it to '{path.stem}.md'")
        if not paths:
            self._report(folder, 1, f"no articles: {self._where_articles_are()}")
        return [path for path in paths if path.suffix == ".md"]

    def _where_articles_are(self) -> str:
        """What to do when the folder of the articles holds none."""
        beside = [path.name for path in _markdown(self.folder)]
        if beside and self.folder.name == "articles":
            return f"'{self.folder}' holds them itself: name the folder above it, '{self.folder.parent}'"
        if beside:
            names = ", ".join(beside[:_NAMED_AT_MOST]) + (", ..." if len(beside) > _NAMED_AT_MOST else "")
            return f"move those of '{self.folder}' into this folder, each named *.md: {names}"
        return "put *.md files into this folder"

    def _draft(self, path: Path) -> Draft | None:
        try:
            text = path.read_bytes().decode("utf-8")
            fields, body_start = parse_front_matter(text)
        except OSError as error:
            self._report(path, 1, f"cannot be read: {error.strerror}: mend the file or link, or remove it")
        except UnicodeDecodeError as error:
            self._report(path, 1, f"not UTF-8 text ({error.reason} at byte {error.start}): save the file as UTF-8")
        except FrontMatterError as error:
            self._report(path, error.line, str(error))
        else:
            return Draft(path, text, fields, list(split(text, body_start, fields.get("language", "en"))))
        return None

    def _topics(self, drafts: list[Draft]) -> Topics:
        path = self.folder / "topics.toml"
        if path.exists() or path.is_symlink():
            try:
                return load_topics(path)
            except TopicsError as error:
                self.topics_are_sound = False
                for line, message in error.faults:
                    self._report(path, line, message)
        return topics_from_headings(_headings(drafts))

    def _article(self, draft: Draft, topics: Topics) -> Article:
        fields = dict(draft.fields)
        fields["id"] = fields.get("id") or draft.path.stem
        fields["published"] = published(fields)
        fields.pop("published_basis", None)
        passages: dict[str, Passage] = {}
        for sentence in draft.sentences:
            if not sentence.text:
                self._report(draft.path, sentence.line, "no sentence stands right above this record: move it below one")
                continue
            digest = hashlib.sha256(sentence.text.encode()).hexdigest()[:8]
            passage_id = f"{fields['id']}-{digest}"
            record = self._record(draft.path, sentence, fields, topics)
            passage = Passage(
                passage_id,
                fields["id"],
                sentence.heading,
                sentence.text,
                sentence.start,
                sentence.end,
                sentence.line,
                record,
                sentence.paragraph,
            )
            passages.setdefault(passage_id, passage)
        return Article(path=draft.path, text=draft.text, passages=tuple(passages.values()), **fields)

    def _record(self, path: Path, sentence: Sentence, fields: dict[str, Any], topics: Topics) -> Record:
        try:
            written = parse_record(sentence.record)
            if not self.topics_are_sound:
                written.pop("about", "")  # else each name in it would be called no topic
            return derive(sentence, written, fields["published"], topics)
        except ValueError as error:
            self._report(path, sentence.record_line, str(error))
            return derive(sentence, {}, fields["published"], topics)


def _markdown(folder: Path) -> list[Path]:
    """What looks like Markdown by its name, a link that leads nowhere too."""
    return sorted(path for path in folder.glob("*") if path.suffix.lower() in _ENDINGS and not path.is_dir())


def _headings(drafts: list[Draft]) -> Iterator[str]:
    for draft in drafts:
        yield draft.fields["title"]
        yield from (sentence.heading for sentence in draft.sentences)


def load(folder: Path) -> Corpus:
    """The corpus of a folder; CorpusError lists every fault, a line each."""
    loading = Loading(folder)
    corpus = loading.read()
    if loading.problems:
        raise CorpusError("\n".join(map(str, loading.problems)))
    return corpus
