"""A file in SQuAD format as a corpus of the product's own, and its questions."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.article import Article, Passage

_MARKUP = re.compile(r"\d{1,9}(?=[.)]\s)|(?=[-+*#>`~<:\[])")  # what Markdown, or a record, may begin with
_LINE_BREAK = re.compile(r"[\r\n]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; ``article`` is the id of the one that holds the answer, whose first character is at ``start``.

    ``start`` counts in the article's file; it is None for a question that the file marks as unanswerable.
    """

    text: str
    article: str
    start: int | None

    def is_answered_by(self, passage: Passage) -> bool:
        """Whether the answer's first character lies in a sentence."""
        return (
            passage.article_id == self.article and self.start is not None and passage.start <= self.start < passage.end
        )


def write_corpus(file: Path, folder: Path) -> list[Asked]:
    """Write every article of a SQuAD file as Markdown into a folder, for the loader to read; the questions asked."""
    (folder / "articles").mkdir(parents=True)
    data = json.loads(file.read_text(encoding="utf-8"))["data"]
    return [asked for number, article in enumerate(data) for asked in _write(article, f"a{number:03}", folder)]


def _write(article: Mapping[str, Any], name: str, folder: Path) -> Iterator[Asked]:
    title = article.get("title", "").replace("_", " ").strip() or name
    text = f"---\nid: {name}\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n"
    for paragraph in article["paragraphs"]:
        text += "\n"
        context = _LINE_BREAK.sub(" ", paragraph["context"])
        indent = len(context) - len(context.lstrip())
        markup = _MARKUP.match(context, indent)
        escaped_at = markup.end() if markup else len(context)
        for entry in paragraph["qas"]:
            at = None if entry.get("is_impossible") else entry["answers"][0]["answer_start"]
            start = None if at is None else len(text) + at - indent + (at >= escaped_at)
            yield Asked(entry["question"], name, start)
        escape = "\\" if markup else ""
        text += f"{context[indent:escaped_at]}{escape}{context[escaped_at:]}\n"
    (folder / "articles" / f"{name}.md").write_text(text, encoding="utf-8")


def answering(asked: Asked, articles: Mapping[str, Article]) -> Passage | None:
    """The sentence that holds the answer; None when the loader has made none of its place."""
    return next((p for p in articles[asked.article].passages if asked.is_answered_by(p)), None)
