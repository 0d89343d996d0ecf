"""What tells that an article changed."""

from dataclasses import replace

from bot.fingerprint import fingerprints
from corpus.article import Article
from corpus.collection import Corpus


def test_what_is_read_counts_and_nothing_else(shipped: Corpus) -> None:
    """A word or the title; not a note, a place in the file, or how the text is taken apart."""
    first, *_ = shipped.articles
    sentence, *others = first.passages
    noted = replace(sentence, id="other", line=99, start=7, record=replace(sentence.record, curated=True))
    halves = [replace(sentence, text=half) for half in sentence.text.split(" ", 1)]
    same = (
        replace(first, passages=(noted, *others)),
        replace(first, passages=(*halves, *others)),
        replace(first, url="https://example.org", path=first.path.parent / "other.md"),
    )
    other = (
        replace(first, title=f"{first.title}!"),
        replace(first, passages=(replace(sentence, text=f"{sentence.text}!"), *others)),
        replace(first, passages=tuple(others)),
    )

    def of(article: Article) -> str:
        return fingerprints(replace(shipped, articles=(article,)))[first.id]

    assert {of(each) for each in same} == {of(first)}
    assert len({of(each) for each in (first, *other)}) == 4
    assert len(fingerprints(shipped)) == len(shipped.articles)
