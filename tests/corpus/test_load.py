"""A folder becomes a corpus."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from corpus.article import AsOf, Basis
from corpus.collection import Corpus
from corpus.dates import PartialDate
from corpus.load import Loading, Problem, load

Write = Callable[[Mapping[str, str]], Path]
_HEAD = "---\ntitle: Bees\n---\n\n"


def _problems(folder: Path) -> list[str]:
    """Each problem as it is shown, without the folder."""
    loading = Loading(folder)
    loading.read()
    return [str(problem).removeprefix(f"{folder}/") for problem in loading.problems]


def test_a_title_is_enough(write: Write) -> None:
    """All else is unknown, and shown so."""
    (article,) = load(write({"bees.md": f"{_HEAD}Bees fly."})).articles

    assert (article.id, article.title, article.text) == ("bees", "Bees", f"{_HEAD}Bees fly.")
    assert (article.author, article.published, str(article.published)) == ("author unknown", AsOf(), "date unknown")
    assert (article.publisher, article.kind, article.language, article.url, article.missing) == ("", "", "", "", ())


def test_what_the_head_says_is_kept(write: Write) -> None:
    """The date with its basis."""
    head = (
        "---\nid: b\ntitle: Bees\nauthors: [Ann, Bob]\npublished: 2016-11\npublished_basis: inferred\nkind: blog\n---\n"
    )
    (article,) = load(write({"bees.md": head})).articles

    assert (article.id, article.author, article.kind, article.passages) == ("b", "Ann, Bob", "blog", ())
    assert article.published == AsOf(PartialDate(2016, 11), Basis.INFERRED)
    assert str(article.published) == "Nov 2016 (inferred)"


@pytest.mark.parametrize(
    ("expected", "as_of"),
    [
        ("2009", AsOf(PartialDate(2009), Basis.STATED)),
        ("before 2009", AsOf(PartialDate(2009), Basis.STATED, before=True)),
        ("before 2009 (inferred)", AsOf(PartialDate(2009), Basis.INFERRED, before=True)),
    ],
)
def test_a_date_is_shown_with_its_basis_unless_stated(expected: str, as_of: AsOf) -> None:
    """What is not stated says so."""
    assert expected == str(as_of)


def test_a_passage_is_verbatim(write: Write) -> None:
    """Its offsets are those of the article's text, with Windows line ends too."""
    (article,) = load(write({"bees.md": f"{_HEAD}## Day\n\nBees fly.\n: by: Ann\n".replace("\n", "\r\n")})).articles
    (passage,) = article.passages

    assert article.text[passage.start : passage.end] == passage.text == "Bees fly."
    assert (passage.heading, passage.line, passage.record.by) == ("Day", 7, "Ann")


def test_the_id_of_a_passage_survives_reordering(write: Write) -> None:
    """It depends on the article and the wording alone, so a repeated sentence is one passage."""
    one = load(write({"bees.md": f"{_HEAD}Bees fly. Ants walk."}))
    two = load(write({"bees.md": f"{_HEAD}## More\n\nAnts walk.\n\nBees fly.\n\nAnts walk.\n"}))
    other = load(write({"bees.md": f"{_HEAD}Bees flew."}))

    assert {p.id: p.text for p in one.passages} == {p.id: p.text for p in two.passages}
    assert [p.text for p in two.passages] == ["Ants walk.", "Bees fly."]
    assert not {p.id for p in one.passages} & {p.id for p in other.passages}
    assert all(re.fullmatch("bees-[0-9a-f]{8}", p.id) for p in one.passages)


def test_topics_come_from_the_file(write: Write) -> None:
    """Records name them."""
    corpus = load(
        write({"bees.md": f"{_HEAD}An ant walks.", "topics.toml": '[ant]\nname = "Ant"\naliases = ["ant"]\n'})
    )
    assert list(corpus.topics) == ["ant"]
    assert corpus.passages[0].record.about == ("ant",)


def test_without_the_file_titles_and_headings_are_topics(write: Write) -> None:
    """A folder of Markdown is enough."""
    corpus = load(write({"bees.md": f"{_HEAD}## Honey pots\n\nHoney pots break.\n"}))
    assert [topic.name for topic in corpus.topics.values()] == ["Bees", "Honey pots", "Honey"]
    assert corpus.passages[0].record.about == ("honeypots",)


def test_only_markdown_files_are_articles(write: Write) -> None:
    """In the order of their names; a folder is none, whatever its name."""
    folder = write({"b.md": _HEAD, "a.md": _HEAD, "note.txt": "none"})
    (folder / "articles" / "c.md").mkdir()
    assert [article.id for article in load(folder).articles] == ["a", "b"]


@pytest.mark.parametrize(
    ("expected", "texts"),
    [
        ("articles:1: error: no articles: put *.md files into this folder", {}),
        ("articles/a.md:1: error: no front matter: begin the file with", {"a.md": "Bees."}),
        ("articles/a.md:3: error: unknown field 'kin'", {"a.md": "---\ntitle: A\nkin: b\n---\n"}),
        ("articles/a.md:6: error: unknown field 'bye': did you mean 'by'?", {"a.md": f"{_HEAD}Bees fly.\n: bye: X\n"}),
        ("articles/a.md:6: error: unknown attribute 'userz'", {"a.md": f"{_HEAD}Bees fly.\n: attribute: userz\n"}),
        ("articles/a.md:7: error: no sentence stands right above", {"a.md": f"{_HEAD}Bees fly.\n\n: by: X\n"}),
        (
            "articles/b.md:1: error: the id 'a' is that of a.md too",
            {"a.md": _HEAD, "b.md": "---\nid: a\ntitle: B\n---\n"},
        ),
        ("topics.toml:1: error: not a TOML file", {"a.md": _HEAD, "topics.toml": "["}),
        ("topics.toml:1: error: 'x' is not a topic", {"a.md": _HEAD, "topics.toml": "x = 1"}),
    ],
)
def test_a_fault_is_told_with_its_file_and_line(write: Write, expected: str, texts: dict[str, str]) -> None:
    """And with what to do."""
    (problem,) = _problems(write(texts))
    assert problem.startswith(expected)


def test_a_file_in_another_encoding_is_told(write: Write) -> None:
    """The byte is named."""
    folder = write({})
    (folder / "articles" / "a.md").write_bytes(b"---\ntitle: \xe9\n---\n")
    assert _problems(folder) == [
        "articles/a.md:1: error: not UTF-8 text (invalid continuation byte at byte 11): save the file as UTF-8"
    ]


@pytest.mark.parametrize("name", ["b.MD", "b.markdown"])
def test_an_article_that_another_ending_hides_is_told(write: Write, name: str) -> None:
    """It would be missed in silence; the message says what to call it."""
    folder = write({"a.md": _HEAD})
    (folder / "articles" / name).write_text(_HEAD, encoding="utf-8")
    assert _problems(folder) == [f"articles/{name}:1: error: only names in .md are read: rename it to 'b.md'"]


def test_articles_beside_their_folder_are_told(write: Write) -> None:
    """By name, the first of them, and where to move them."""
    folder = write({})
    for name in ("a.md", "b.MD", "c.markdown", "d.md", "e.txt"):
        (folder / name).write_text(_HEAD, encoding="utf-8")

    (problem,) = _problems(folder)
    assert problem.startswith(f"articles:1: error: no articles: move those of '{folder}' into this folder, each named")
    assert problem.endswith(" *.md: a.md, b.MD, c.markdown, ...")
    (folder / "d.md").unlink()
    assert _problems(folder)[0].endswith(": a.md, b.MD, c.markdown")


def test_the_folder_of_the_articles_is_not_the_corpus(write: Write) -> None:
    """The message names the one that is."""
    folder = write({"a.md": _HEAD})
    (problem,) = _problems(folder / "articles")
    assert problem.endswith(f"'{folder / 'articles'}' holds them itself: name the folder above it, '{folder}'")


def test_a_link_that_leads_nowhere_is_told(write: Write) -> None:
    """An article that is not there, and topics that are not."""
    folder = write({"a.md": _HEAD})
    (folder / "articles" / "b.md").symlink_to(folder / "nowhere.md")
    (folder / "topics.toml").symlink_to(folder / "nowhere.toml")
    assert _problems(folder) == [
        "articles/b.md:1: error: cannot be read: No such file or directory: mend the file or link, or remove it",
        "topics.toml:1: error: cannot be read: No such file or directory: mend the file or link",
    ]


def test_topics_in_a_folder_are_told(write: Write) -> None:
    """A folder of that name is no file."""
    folder = write({"a.md": _HEAD})
    (folder / "topics.toml").mkdir()
    assert _problems(folder) == ["topics.toml:1: error: cannot be read: Is a directory: mend the file or link"]


def test_a_fault_of_the_topics_is_not_told_again_for_each_record(write: Write) -> None:
    """What a record is about cannot be held against topics that cannot be read; all else can."""
    folder = write(
        {"a.md": f"{_HEAD}Bees fly.\n: about: Ants; bye: X\n\nBees rest.\n: about: Ants\n", "topics.toml": "["}
    )
    assert [problem.partition(" error: ")[0] for problem in _problems(folder)] == ["topics.toml:1:", "articles/a.md:6:"]


def test_all_faults_are_told_at_once(write: Write) -> None:
    """And what can be read is read."""
    folder = write({"a.md": "Bees.", "b.md": f"{_HEAD}Bees fly.\n: bye: X\n", "topics.toml": "x = 1"})

    with pytest.raises(Exception, match=re.compile(r"a\.md.*\n.*topics\.toml.*\n.*b\.md", re.DOTALL)):
        load(folder)
    assert [passage.text for passage in Loading(folder).read().passages] == ["Bees fly."]


def test_a_warning_is_no_error() -> None:
    """It is shown as one."""
    assert str(Problem(Path("a.md"), 3, "odd", is_error=False)) == "a.md:3: warning: odd"


def test_every_quote_of_the_shipped_corpus_is_in_its_article(shipped: Corpus) -> None:
    """Verbatim, markup and line ends aside."""
    for passage in shipped.passages:
        source = shipped.article(passage.article_id).text[passage.start : passage.end]
        assert passage.text == " ".join(source.split())
