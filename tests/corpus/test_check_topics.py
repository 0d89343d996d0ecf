"""What ``corpus check`` finds in the topics: their names, their definitions, and whether anybody mentions them."""

from pathlib import Path

import pytest

from corpus.check import check
from tests.corpus.checked import HEAD, TOPICS, corpus_of, only


@pytest.mark.parametrize(
    ("topics", "message"),
    [
        ("[bees\n", "not a TOML file in UTF-8"),
        ('[bees]\nnames = "Bees"\n', "[bees] has the unknown field 'names'"),
        ('[bees]\nname = "Bees"\nkind = "insect"\n', "[bees] has the unknown kind 'insect'"),
        ('bees = "Bees"\n', "'bees' is not a topic"),
        (f'{TOPICS}related = ["wasps"]\n', "'bees' points to 'wasps', which is no topic"),
        (f'{TOPICS}[ambiguous]\nfly = ["wasps"]\n', "'fly' points to 'wasps', which is no topic"),
    ],
)
def test_a_fault_of_the_topics_is_an_error_of_their_file(tmp_path: Path, topics: str, message: str) -> None:
    """Articles are still read, with their headings as topics."""
    problem = only(check(corpus_of(tmp_path, f"{HEAD}Bees make honey.\n", topics)), is_error=True)
    assert problem.path == tmp_path / "topics.toml"
    assert message in problem.message


def test_a_name_of_two_topics_is_an_error_at_the_later_one(tmp_path: Path) -> None:
    """Spacing, case and punctuation make no difference to a reader, nor here."""
    topics = f'{TOPICS}\n[wasps]\nname = "Wasps"\naliases = [\n  "yellow jackets",\n  "BEE\'S",\n]\n'
    problem = only(check(corpus_of(tmp_path, f"{HEAD}Bees are no wasps.\n", topics)), is_error=True)
    assert (problem.path.name, problem.line) == ("topics.toml", 9)
    assert problem.message.startswith("'BEE'S' of [wasps] is a name of [bees] too: drop one")


def test_a_name_that_stands_nowhere_as_such_is_reported_at_its_table(tmp_path: Path) -> None:
    """A name that comes from the table's own heading, quoted, has no line of its own."""
    topics = f'{TOPICS}\n["bee s"]\nkind = "idea"\n'
    article = f"{HEAD}Bees make honey.\n: about: bee s; attribute: use\n"
    problem = only(check(corpus_of(tmp_path, article, topics)), is_error=True)
    assert problem.line == 5


def test_a_name_may_stand_twice_in_one_topic(tmp_path: Path) -> None:
    """Two spellings that come to the same harm nobody."""
    topics = f'{TOPICS}aliases = ["BEES", "bees"]\n'
    assert check(corpus_of(tmp_path, f"{HEAD}Bees make honey.\n", topics)) == []


def test_an_ambiguous_name_that_one_topic_bears_is_an_error(tmp_path: Path) -> None:
    """Either the bot asks what is meant or it knows."""
    topics = f'{TOPICS}aliases = ["Hummers"]\n\n[ambiguous]\nfly = ["bees"]\nhummers = ["bees"]\n'
    problem = only(check(corpus_of(tmp_path, f"{HEAD}Bees make honey.\n", topics)), is_error=True)
    assert (problem.path.name, problem.line) == ("topics.toml", 8)
    assert "'hummers' is ambiguous and a name of [bees] too" in problem.message


def test_an_ambiguous_name_of_no_topic_is_a_warning(tmp_path: Path) -> None:
    """It would be asked about with nothing to choose from."""
    topics = f"{TOPICS}\n[ambiguous]\nfly = []\n"
    problem = only(check(corpus_of(tmp_path, f"{HEAD}Bees make honey.\n", topics)), is_error=False)
    assert (problem.path.name, problem.line) == ("topics.toml", 6)
    assert "'fly' could mean no topic" in problem.message


@pytest.mark.parametrize("alias", ["About", "the", "2016"])
def test_a_name_that_stands_in_any_text_is_a_warning(tmp_path: Path, alias: str) -> None:
    """Such a name would find its topic everywhere."""
    topics = f'{TOPICS}aliases = ["Honey bees", "{alias}"]\n'
    problem = only(check(corpus_of(tmp_path, f"{HEAD}Bees make honey.\n", topics)), is_error=False)
    assert (problem.path.name, problem.line) == ("topics.toml", 4)
    assert f"'{alias}' of [bees] stands in texts on anything" in problem.message


def test_a_short_name_in_capitals_and_a_date_are_names(tmp_path: Path) -> None:
    """Short names count only as they are written, so "US" is not "us"."""
    topics = f'{TOPICS}aliases = ["US", "11.11", "Bees 2016"]\n'
    assert check(corpus_of(tmp_path, f"{HEAD}Bees make honey.\n", topics)) == []


def test_a_name_that_is_a_command_is_a_warning(tmp_path: Path) -> None:
    """Whoever types it gets the command."""
    topics = f'{TOPICS}aliases = ["Sources"]\n'
    folder = corpus_of(tmp_path, f"{HEAD}Bees make honey.\n", topics)
    problem = only(check(folder, frozenset({"sources"})), is_error=False)
    assert (problem.path.name, problem.line) == ("topics.toml", 4)
    assert "'Sources' of [bees] is a command" in problem.message
    assert check(folder) == []


def test_a_topic_that_no_article_mentions_is_a_warning(tmp_path: Path) -> None:
    """The warning stands at the topic's table."""
    topics = f'{TOPICS}\n[wasps]\nname = "Wasps"\n'
    problem = only(check(corpus_of(tmp_path, f"{HEAD}Bees make honey.\n", topics)), is_error=False)
    assert (problem.path.name, problem.line) == ("topics.toml", 5)
    assert "no article mentions 'Wasps'" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "Bees fight wasps.\n: about: Bees; attribute: use\n",
        "Insects make honey.\n: about: wasps, bees; attribute: use\n",
    ],
)
def test_a_mention_in_the_text_or_in_a_record_is_enough(tmp_path: Path, text: str) -> None:
    """A topic counts as mentioned under any of its names, or when a record says that a sentence is about it."""
    topics = f'{TOPICS}\n[wasps]\nname = "Yellow jackets"\naliases = ["Wasps"]\n'
    assert check(corpus_of(tmp_path, f"{HEAD}{text}", topics)) == []


@pytest.mark.parametrize(
    ("definition", "figure"),
    [
        ("Insects that live in 40 hives.", "40"),
        ("Insects with over two-thirds of the harvest.", "over two-thirds"),
        ("Insects worth a trillion dollars.", "a trillion dollars"),
        ("Insects kept since 2013.", "2013"),
        ("Insects of The 40 hives, or of 50 hives.", "50"),
    ],
)
def test_a_figure_in_a_definition_is_a_warning_at_its_line(tmp_path: Path, definition: str, figure: str) -> None:
    """Definitions are shown without a source, figures never."""
    topics = f'{TOPICS}aliases = ["The 40 hives"]\ndefinition = "{definition}"\n'
    problem = only(check(corpus_of(tmp_path, f"{HEAD}Bees make honey.\n", topics)), is_error=False)
    assert (problem.path.name, problem.line) == ("topics.toml", 5)
    assert f"the definition of [bees] holds '{figure}', which needs a source and a date" in problem.message


def test_a_figure_in_a_definition_of_several_lines_is_reported_at_its_table(tmp_path: Path) -> None:
    """A definition that stands on no one line has no line of its own."""
    topics = f'{TOPICS}definition = """Insects\nthat live in 40 hives."""\n'
    problem = only(check(corpus_of(tmp_path, f"{HEAD}Bees make honey.\n", topics)), is_error=False)
    assert problem.line == 1


@pytest.mark.parametrize(
    "definition",
    [
        "Insects of one of the orders.",
        "Insects honoured on 20 May with festivals.",
        "Insects honoured on May 20 with festivals.",
        "Insects shown at the 40 hives and at Hive '17.",
        "Insects shown at World Hive 2018.",
    ],
)
def test_a_name_or_a_calendar_day_in_a_definition_is_no_figure(tmp_path: Path, definition: str) -> None:
    """A number that only names something claims nothing."""
    topics = f'{TOPICS}aliases = ["The 40 hives", "World Hive 2018"]\ndefinition = "{definition}"\n'
    assert check(corpus_of(tmp_path, f"{HEAD}Bees make honey.\n", topics)) == []
