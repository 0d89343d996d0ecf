"""Files in SQuAD format: their paragraphs as a corpus, and where their answers lie in it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article
from corpus.collection import Corpus
from corpus.encoder import Encoder
from corpus.load import load
from corpus.search import Indexing
from handlers.card import Kind, Quote, Reply, card, fact
from tests.eval.comprehension import comprehension
from tests.eval.measure import Share
from tests.eval.outcomes import searched_by
from tests.eval.report import main
from tests.eval.squad import Asked, answering, write_corpus

BEES = "Bees make honey in summer. The queen of the hive lays two thousand eggs a day. Drones die in autumn."
WASPS = "Wasps build nests of paper. They hunt caterpillars for their young."


@dataclass(frozen=True)
class Read:
    """A file as it was written and loaded."""

    corpus: Corpus
    questions: Sequence[Asked]

    @property
    def articles(self) -> Mapping[str, Article]:
        """The articles by their ids."""
        return {article.id: article for article in self.corpus.articles}

    def sentence(self, number: int) -> str | None:
        """The text of the sentence that answers a question."""
        passage = answering(self.questions[number], self.articles)
        return passage.text if passage else None

    def from_answer_on(self, number: int) -> str:
        """The article's file from an answer's first character on."""
        asked = self.questions[number]
        return self.articles[asked.article].text[asked.start :]


def paragraph(context: str, *answers: str | None) -> dict[str, Any]:
    """A paragraph with a question for each answer; None is one that it does not answer."""
    return {"context": context, "qas": [_entry(context, answer) for answer in answers]}


def _entry(context: str, answer: str | None) -> dict[str, Any]:
    if answer is None:
        plausible = [{"text": context[:4], "answer_start": 0}]
        return {"question": "Who?", "answers": [], "plausible_answers": plausible, "is_impossible": True}
    return {"question": f"What of {answer}?", "answers": [{"text": answer, "answer_start": context.index(answer)}]}


def squad(folder: Path, *articles: tuple[str, Sequence[Mapping[str, Any]]]) -> Path:
    """A SQuAD file of articles, each a title and paragraphs."""
    file = folder / "squad.json"
    data = [{"title": title, "paragraphs": paragraphs} for title, paragraphs in articles]
    file.write_text(json.dumps({"version": "1.1", "data": data}), encoding="utf-8")
    return file


def read(folder: Path, *articles: tuple[str, Sequence[Mapping[str, Any]]]) -> Read:
    """The articles, written by way of a SQuAD file and loaded as any corpus."""
    questions = write_corpus(squad(folder, *articles), folder / "corpus")
    return Read(load(folder / "corpus"), questions)


def test_an_answer_is_found_in_any_paragraph_of_any_article(tmp_path: Path) -> None:
    """Its place counts in the article's file."""
    found = read(
        tmp_path,
        ("Bees", [paragraph(BEES, "two thousand"), paragraph("Some bees live alone. Most do not.", "Most")]),
        ("Wasps", [paragraph(WASPS, "paper")]),
    )

    assert [found.sentence(number) for number in range(3)] == [
        "The queen of the hive lays two thousand eggs a day.",
        "Most do not.",
        "Wasps build nests of paper.",
    ]
    assert found.from_answer_on(0).startswith("two thousand eggs")
    assert found.from_answer_on(2).startswith("paper.")


@pytest.mark.parametrize("answer", ["The queen", "."])
def test_the_first_and_the_last_character_belong_to_the_sentence(tmp_path: Path, answer: str) -> None:
    """Neither falls to its neighbour."""
    context = "Bees hum! The queen rests. Drones die!"

    found = read(tmp_path, ("Bees", [paragraph(context, answer)]))

    assert found.sentence(0) == "The queen rests."


def test_a_sentence_ends_before_its_end(tmp_path: Path) -> None:
    """What stands right behind its last character is no part of it."""
    found = read(tmp_path, ("Bees", [paragraph(BEES, "honey")]))
    passage = found.corpus.passages[0]
    places = (passage.start - 1, passage.start, passage.end - 1, passage.end)

    assert [replace(found.questions[0], start=at).is_answered_by(passage) for at in places] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("first", ["#1", "1. FC", "12) Bees", "-", "+ 3", "* Bees", ">", "`Bees`", "```", "~~~", "<b>"])
@pytest.mark.parametrize("indent", ["", " ", "     ", "\t"])
def test_a_paragraph_that_begins_like_markdown_is_read_as_text(tmp_path: Path, first: str, indent: str) -> None:
    """Neither heading, list, quote nor code: its answers are where the file has them."""
    context = f"{indent}{first} Nuremberg plays football"

    found = read(tmp_path, ("Bees", [paragraph(context, first, "Nuremberg", "football"), paragraph(BEES, "honey")]))

    assert found.from_answer_on(0).replace("\\", "").startswith(f"{first} Nuremberg")
    assert found.from_answer_on(1).startswith("Nuremberg plays")
    assert found.from_answer_on(2) == f"football\n\n{BEES}\n"
    assert [str(found.sentence(at)).endswith("Nuremberg plays football") for at in (1, 2)] == [True, True]
    assert found.sentence(3) == "Bees make honey in summer."


@pytest.mark.parametrize("first", ["#1", "1.", "2)", "-5", "+3"])
def test_a_number_that_looks_like_markdown_can_be_an_answer(tmp_path: Path, first: str) -> None:
    """Its first character lies in a sentence."""
    found = read(tmp_path, ("Bees", [paragraph(f"{first} is what the hive scored.", first)]))

    assert found.sentence(0) is not None


@pytest.mark.parametrize("first", [": kind: who", ":kind: who", "[bees]: hive"])
def test_a_paragraph_that_begins_like_a_record_or_a_link_is_read_as_text(tmp_path: Path, first: str) -> None:
    """It would else be no sentence at all."""
    found = read(tmp_path, ("Bees", [paragraph(f"{first} and honey.", "honey")]))

    assert found.sentence(0) == f"{first} and honey."


def test_a_paragraph_of_several_lines_is_one(tmp_path: Path) -> None:
    """An empty line within it would else end it."""
    found = read(tmp_path, ("Bees", [paragraph("Bees hum.\r\n\n# The queen\nrests.", "Bees", "rests")]))

    assert found.sentence(1) == "# The queen rests."
    assert len({passage.paragraph for passage in found.corpus.passages}) == 1


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ('The_"Bee"', 'The "Bee"'),
        ("C:\\bees\\new", "C:\\bees\\new"),
        ("Bees: #1 – 'a' {b} [c]", "Bees: #1 – 'a' {b} [c]"),
        ("Bee \U0001f41d", "Bee \U0001f41d"),
        ("", "a000"),
    ],
)
def test_a_title_is_kept_as_it_is(tmp_path: Path, title: str, shown: str) -> None:
    """Underscores are spaces; one without a title bears its number."""
    found = read(tmp_path, (title, [paragraph(BEES, "honey")]))

    assert [article.title for article in found.corpus.articles] == [shown]
    assert found.sentence(0) == "Bees make honey in summer."


def test_an_impossible_question_has_no_answer(tmp_path: Path) -> None:
    """Though the file tells a plausible one."""
    found = read(tmp_path, ("Bees", [paragraph(BEES, None, "honey")]))

    assert [asked.start is None for asked in found.questions] == [True, False]
    assert found.sentence(0) is None


def searched(folder: Path, *questions: tuple[str, str | None]) -> Read:
    """Two articles, and questions with their answers, searched by words."""
    texts = {"Bees": BEES, "Wasps": WASPS}
    entries: dict[str, list[dict[str, Any]]] = {"Bees": [], "Wasps": []}
    for text, answer in questions:
        title = "Wasps" if answer and answer in WASPS else "Bees"
        entries[title].append({**_entry(texts[title], answer), "question": text})
    articles = [(title, [{"context": texts[title], "qas": entries[title]}]) for title in texts]
    found = read(folder, *articles)
    return replace(found, corpus=replace(found.corpus, indexing=Indexing()))


def test_a_search_is_measured_by_sentence_and_by_paragraph(tmp_path: Path) -> None:
    """Right at once, right among three, right paragraph, wrong article."""
    found = searched(
        tmp_path,
        ("How many eggs does the queen of the hive lay a day?", "two thousand"),
        ("Who makes honey in summer?", "die"),
        ("Do wasps build nests of paper?", "honey"),
    )

    measured = comprehension(found.questions, found.corpus)

    assert measured.figures == {
        "sentence_at_1": Share(1, 3),
        "sentence_at_3": Share(2, 3),
        "paragraph_at_1": Share(2, 3),
    }
    assert 0 < measured.p50_ms <= measured.p99_ms


def test_answers_are_measured_where_some_questions_are_impossible(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answered by the right sentence, by another one, not at all; and of three impossible ones one all the same."""
    found = searched(
        tmp_path,
        ("Do bees make honey in summer?", "honey"),
        ("When do drones die?", "autumn"),
        ("What do they hunt?", "caterpillars"),
        ("Do bees make wax in summer?", None),
        ("Who composed the opera?", None),
        ("Who sang in it?", None),
    )
    honey, *_ = found.corpus.passages
    answered = {"Do bees make honey in summer?", "When do drones die?", "Do bees make wax in summer?"}

    def reply(text: str, corpus: Corpus) -> Reply:
        kind = Kind.ANSWER if text in answered else Kind.NO_ANSWER
        return Reply(kind, card(corpus, "Closest or answer", Quote(fact(corpus, honey))))

    monkeypatch.setattr("tests.eval.comprehension.reply_to", reply)

    figures = comprehension(found.questions, found.corpus).figures

    assert figures["sentence_at_1"] == Share(3, 3)
    assert figures["answered_right"] == Share(1, 3)
    assert figures["answered_false"] == Share(1, 3)
    assert figures["auroc"].size == "3:3"


def test_the_tier_by_words_needs_no_encoder(tmp_path: Path, encoder: Encoder) -> None:
    """It is the same corpus without one."""
    corpus = replace(read(tmp_path, ("Bees", [paragraph(BEES)])).corpus, indexing=Indexing(encoder))

    assert searched_by("meaning", corpus).search.is_semantic
    assert not searched_by("words", corpus).search.is_semantic


@pytest.mark.parametrize(
    ("answers", "names"),
    [
        (["honey"], ["sentence_at_1", "sentence_at_3", "paragraph_at_1"]),
        (
            ["honey", None],
            ["sentence_at_1", "sentence_at_3", "paragraph_at_1", "auroc", "answered_right", "answered_false"],
        ),
    ],
)
def test_the_report_of_a_file_ends_in_one_line_of_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], answers: Sequence[str | None], names: Sequence[str]
) -> None:
    """Shares from 0 to 1, and how long a search took."""
    file = squad(tmp_path, ("Bees", [paragraph(BEES, *answers)]))

    status = main(["--xquad", str(file)])

    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert status == 0
    assert list(last) == [*names, "p50_ms", "p99_ms"]
    assert last["sentence_at_1"] == 1
    assert all(0 <= last[name] <= 1 for name in names)


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command ends as those of the shell do."""
    with pytest.raises(SystemExit, match="2"):
        main(["--xquad", str(tmp_path / "none.json")])

    assert "no file" in capsys.readouterr().err
