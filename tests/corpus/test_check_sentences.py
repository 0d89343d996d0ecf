"""What ``corpus check`` finds in sentences and their records."""

from pathlib import Path

import pytest

from corpus.check import check
from tests.corpus.checked import HEAD, TOPICS, add, corpus_of, only


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ("kinds: how", "unknown kind 'how'"),
        ("attribute: rech", "unknown attribute 'rech': did you mean 'reach'?"),
        ("about: Bee", "about: 'Bee' is no topic: did you mean 'Bees'?"),
        ("value: 60 hives", "value: '60 hives' does not stand in the sentence"),
        ("place Kent", "'place Kent' is not 'field: value'"),
        ("atribute: reach", "unknown field 'atribute': did you mean 'attribute'?"),
        ("by: Ann; by: Bob", "field 'by' stands twice: write it once"),
        ("as-of: May", "'May' is not a date"),
        ("as-of-basis: sure", "unknown basis 'sure'"),
    ],
)
def test_a_fault_of_a_record_names_the_line_of_the_record(tmp_path: Path, record: str, message: str) -> None:
    """The record is at fault, not the sentence above it."""
    article = f"{HEAD}Bees fill 50 hives.\n: {record}\n\nBees make honey.\n"
    problem = only(check(corpus_of(tmp_path, article, TOPICS)), is_error=True)
    assert (problem.path.name, problem.line) == ("bees.md", 6)
    assert message in problem.message


def test_a_sentence_repeated_within_an_article_is_a_warning(tmp_path: Path) -> None:
    """Loading drops the repetition, the check still sees it."""
    article = f"{HEAD}Bees make honey.\n\n## More\n\nBees sleep. Bees make *honey*.\n"
    problem = only(check(corpus_of(tmp_path, article, TOPICS)), is_error=False)
    assert (problem.path.name, problem.line) == ("bees.md", 9)
    assert "repeats the sentence of bees.md:5" in problem.message


def test_a_sentence_repeated_in_another_article_is_a_warning(tmp_path: Path) -> None:
    """The later article is named, and the earlier one in the message."""
    folder = corpus_of(tmp_path, f"{HEAD}Bees make honey.\n", TOPICS)
    add(folder, "more.md", "---\ntitle: More bees\nlanguage: en\n---\nBees make honey!\n")
    problem = only(check(folder), is_error=False)
    assert (problem.path.name, problem.line) == ("more.md", 5)
    assert "repeats the sentence of bees.md:5" in problem.message


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("It makes bees strong.", "It"),
        ("This helps bees.", "This"),
        ("“They’re bees”, Ann says.", "They"),
        ("That's a bee hive of bees.", "That"),
    ],
)
def test_a_sentence_that_begins_with_a_pronoun_is_a_warning(tmp_path: Path, sentence: str, subject: str) -> None:
    """Alone, nobody knows what the pronoun means."""
    problem = only(check(corpus_of(tmp_path, f"{HEAD}Bees make honey. {sentence}\n", TOPICS)), is_error=False)
    assert (problem.path.name, problem.line) == ("bees.md", 5)
    assert f"the subject is '{subject}'" in problem.message


def test_a_word_that_only_begins_like_a_pronoun_is_none(tmp_path: Path) -> None:
    """Italy is not "it"."""
    assert check(corpus_of(tmp_path, f"{HEAD}Italy has bees. Thistles feed bees.\n", TOPICS)) == []


def test_a_sentence_that_names_no_topic_is_a_warning(tmp_path: Path) -> None:
    """Neither the sentence nor its heading says what it is about."""
    problem = only(check(corpus_of(tmp_path, f"{HEAD}Bees make honey.\n\nRain fell.\n", TOPICS)), is_error=False)
    assert (problem.path.name, problem.line) == ("bees.md", 7)
    assert "write ': about: ...' below the sentence" in problem.message


def test_in_an_article_with_records_a_sentence_without_attribute_is_a_warning(tmp_path: Path) -> None:
    """Where one sentence has its record, the others are asked for theirs."""
    article = f"{HEAD}Bees make honey.\n: attribute: use\n\nBees buzz.\n"
    problem = only(check(corpus_of(tmp_path, article, TOPICS)), is_error=False)
    assert (problem.path.name, problem.line) == ("bees.md", 8)
    assert "write ': attribute: ...' below the sentence" in problem.message


def test_a_value_that_is_no_figure_is_a_warning(tmp_path: Path) -> None:
    """A value without a unit answers no question about numbers."""
    article = f"{HEAD}Bees fill hives by the dozen.\n: attribute: capacity; value: the dozen\n"
    problem = only(check(corpus_of(tmp_path, article, TOPICS)), is_error=False)
    assert (problem.path.name, problem.line) == ("bees.md", 5)
    assert "the value 'the dozen' cannot be read as a figure" in problem.message


def test_a_value_with_a_unit_is_sound(tmp_path: Path) -> None:
    """A number and what it counts is a figure."""
    article = f"{HEAD}Bees fill about 50 hives.\n: attribute: capacity; value: about 50 hives\n"
    assert check(corpus_of(tmp_path, article, TOPICS)) == []
