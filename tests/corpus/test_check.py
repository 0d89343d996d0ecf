"""What ``corpus check`` finds: every fault with its file, its line and what to do."""

import re
from pathlib import Path

import pytest

from corpus.check import check
from corpus.load import Problem

_SHIPPED = Path(__file__).parents[2] / "corpus"
_HEAD = "---\ntitle: Bees\n---\n\n"
_TOPICS = '[bees]\nname = "Bees"\nkind = "idea"\n'


def _folder(path: Path, article: str | bytes, topics: str = "") -> Path:
    """A corpus of one article, ``bees.md``, and of topics when there are any."""
    (path / "articles").mkdir()
    _add(path, "bees.md", article)
    if topics:
        (path / "topics.toml").write_text(topics, encoding="utf-8")
    return path


def _add(path: Path, name: str, article: str | bytes) -> None:
    text = article if isinstance(article, bytes) else article.encode()
    (path / "articles" / name).write_bytes(text)


def _only(problems: list[Problem], *, is_error: bool) -> Problem:
    """The one problem that there is."""
    assert [problem.is_error for problem in problems] == [is_error], "\n".join(map(str, problems))
    return problems[0]


def test_the_shipped_corpus_has_neither_errors_nor_warnings() -> None:
    """What we ship is held to what we ask of others."""
    assert [str(problem) for problem in check(_SHIPPED)] == []


def test_a_sound_folder_has_no_problems(tmp_path: Path) -> None:
    """Nothing is found where nothing is wrong."""
    assert check(_folder(tmp_path, f"{_HEAD}Bees make honey.\n", _TOPICS)) == []


def test_a_folder_without_topics_needs_none(tmp_path: Path) -> None:
    """Titles and headings serve as topics, and no rule asks them to be mentioned."""
    assert check(_folder(tmp_path, f"{_HEAD}## Honey\n\nWinter stores are honey.\n")) == []


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    """A folder that holds no article says where articles belong."""
    problem = _only(check(tmp_path), is_error=True)
    assert problem.path == tmp_path / "articles"
    assert "put *.md files into this folder" in problem.message


@pytest.mark.parametrize(
    ("article", "line", "message"),
    [
        (b"---\ntitle: caf\xe9\n---\n", 1, "not UTF-8 text (invalid continuation byte at byte 14)"),
        ("Bees make honey.\n", 1, "no front matter: begin the file with '---'"),
        ("---\ntitle: Bees\n", 1, "no front matter"),
        ("---\ntitle: Bees: a life\n---\n", 2, "put values that hold ': ' or '#' in quotes"),
        ("---\n- Bees\n---\n", 2, "not a list of 'field: value' lines"),
        ("---\nid: bees\n---\n", 1, "no title: add 'title: ...'"),
        ("---\ntitle: Bees\nauthers: [Ann]\n---\n", 3, "unknown field 'authers': did you mean 'authors'?"),
        ("---\ntitle: Bees\npublished: last May\n---\n", 3, "'last May' is not a date: write YYYY, YYYY-MM"),
        ('---\ntitle: Bees\npublished: "2016-02-30"\n---\n', 3, "'2016-02-30' is not a date of the calendar"),
        ("---\ntitle: Bees\npublished: 2016\npublished_basis: sure\n---\n", 4, "unknown basis 'sure': known are"),
        ("---\ntitle: Bees\nkind: poem\n---\n", 3, "unknown kind 'poem': known are news, blog, column"),
        ("---\ntitle: Bees\nurl: [a, b]\n---\n", 3, "'url' is one value, not a list"),
    ],
    ids=[
        "not-utf8", "no-head", "no-end", "not-yaml", "no-fields", "no-title", "unknown-field", "no-date",
        "no-such-day", "basis", "kind", "list",
    ],
)  # fmt: skip
def test_a_fault_of_the_front_matter_names_its_line(
    tmp_path: Path, article: str | bytes, line: int, message: str
) -> None:
    """Each fault says what is wrong, where, and what to write instead."""
    (tmp_path / "articles").mkdir()
    _add(tmp_path, "wrong.md", article)
    problem = _only(check(tmp_path), is_error=True)
    assert (problem.path.name, problem.line) == ("wrong.md", line)
    assert message in problem.message


def test_two_articles_of_one_id_are_an_error(tmp_path: Path) -> None:
    """The later file is named, and the earlier one in the message."""
    folder = _folder(tmp_path, f"{_HEAD}Bees make honey.\n")
    _add(folder, "wasps.md", "---\nid: bees\ntitle: Wasps\n---\n\nWasps make paper.\n")
    problem = _only(check(folder), is_error=True)
    assert (problem.path.name, problem.line) == ("wasps.md", 1)
    assert "the id 'bees' is that of bees.md too" in problem.message


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
    article = f"{_HEAD}Bees fill 50 hives.\n: {record}\n\nBees make honey.\n"
    problem = _only(check(_folder(tmp_path, article, _TOPICS)), is_error=True)
    assert (problem.path.name, problem.line) == ("bees.md", 6)
    assert message in problem.message


@pytest.mark.parametrize(
    ("topics", "message"),
    [
        ("[bees\n", "not a TOML file in UTF-8"),
        ('[bees]\nnames = "Bees"\n', "[bees] has the unknown field 'names'"),
        ('[bees]\nname = "Bees"\nkind = "insect"\n', "[bees] has the unknown kind 'insect'"),
        ('bees = "Bees"\n', "'bees' is not a topic"),
        (f'{_TOPICS}related = ["wasps"]\n', "'bees' points to 'wasps', which is no topic"),
        (f'{_TOPICS}[ambiguous]\nfly = ["wasps"]\n', "'fly' points to 'wasps', which is no topic"),
    ],
)
def test_a_fault_of_the_topics_is_an_error_of_their_file(tmp_path: Path, topics: str, message: str) -> None:
    """Articles are still read, with their headings as topics."""
    problem = _only(check(_folder(tmp_path, f"{_HEAD}Bees make honey.\n", topics)), is_error=True)
    assert problem.path == tmp_path / "topics.toml"
    assert message in problem.message


def test_a_name_of_two_topics_is_an_error_at_the_later_one(tmp_path: Path) -> None:
    """Spacing, case and punctuation make no difference to a reader, nor here."""
    topics = f'{_TOPICS}\n[wasps]\nname = "Wasps"\naliases = [\n  "yellow jackets",\n  "BEE\'S",\n]\n'
    problem = _only(check(_folder(tmp_path, f"{_HEAD}Bees are no wasps.\n", topics)), is_error=True)
    assert (problem.path.name, problem.line) == ("topics.toml", 9)
    assert problem.message.startswith("'BEE'S' of [wasps] is a name of [bees] too: drop one")


def test_a_name_that_stands_nowhere_as_such_is_reported_at_its_table(tmp_path: Path) -> None:
    """A name that comes from the table's own heading, quoted, has no line of its own."""
    topics = f'{_TOPICS}\n["bee s"]\nkind = "idea"\n'
    article = f"{_HEAD}Bees make honey.\n: about: bee s; attribute: use\n"
    problem = _only(check(_folder(tmp_path, article, topics)), is_error=True)
    assert problem.line == 5


def test_a_name_may_stand_twice_in_one_topic(tmp_path: Path) -> None:
    """Two spellings that come to the same harm nobody."""
    topics = f'{_TOPICS}aliases = ["BEES", "bees"]\n'
    assert check(_folder(tmp_path, f"{_HEAD}Bees make honey.\n", topics)) == []


def test_an_ambiguous_name_that_one_topic_bears_is_an_error(tmp_path: Path) -> None:
    """Either the bot asks what is meant or it knows."""
    topics = f'{_TOPICS}aliases = ["Hummers"]\n\n[ambiguous]\nfly = ["bees"]\nhummers = ["bees"]\n'
    problem = _only(check(_folder(tmp_path, f"{_HEAD}Bees make honey.\n", topics)), is_error=True)
    assert (problem.path.name, problem.line) == ("topics.toml", 8)
    assert "'hummers' is ambiguous and a name of [bees] too" in problem.message


def test_an_ambiguous_name_of_no_topic_is_a_warning(tmp_path: Path) -> None:
    """It would be asked about with nothing to choose from."""
    topics = f"{_TOPICS}\n[ambiguous]\nfly = []\n"
    problem = _only(check(_folder(tmp_path, f"{_HEAD}Bees make honey.\n", topics)), is_error=False)
    assert (problem.path.name, problem.line) == ("topics.toml", 6)
    assert "'fly' could mean no topic" in problem.message


@pytest.mark.parametrize("alias", ["About", "the", "2016"])
def test_a_name_that_stands_in_any_text_is_a_warning(tmp_path: Path, alias: str) -> None:
    """Such a name would find its topic everywhere."""
    topics = f'{_TOPICS}aliases = ["Honey bees", "{alias}"]\n'
    problem = _only(check(_folder(tmp_path, f"{_HEAD}Bees make honey.\n", topics)), is_error=False)
    assert (problem.path.name, problem.line) == ("topics.toml", 4)
    assert f"'{alias}' of [bees] stands in texts on anything" in problem.message


def test_a_short_name_in_capitals_and_a_date_are_names(tmp_path: Path) -> None:
    """Short names count only as they are written, so "US" is not "us"."""
    topics = f'{_TOPICS}aliases = ["US", "11.11", "Bees 2016"]\n'
    assert check(_folder(tmp_path, f"{_HEAD}Bees make honey.\n", topics)) == []


def test_a_name_that_is_a_command_is_a_warning(tmp_path: Path) -> None:
    """Whoever types it gets the command."""
    topics = f'{_TOPICS}aliases = ["Sources"]\n'
    folder = _folder(tmp_path, f"{_HEAD}Bees make honey.\n", topics)
    problem = _only(check(folder, frozenset({"sources"})), is_error=False)
    assert (problem.path.name, problem.line) == ("topics.toml", 4)
    assert "'Sources' of [bees] is a command" in problem.message
    assert check(folder) == []


def test_an_article_without_a_sentence_is_a_warning(tmp_path: Path) -> None:
    """Code, HTML and tables alone answer nothing."""
    problem = _only(check(_folder(tmp_path, f"{_HEAD}```\nBees make honey.\n```\n")), is_error=False)
    assert (problem.path.name, problem.line) == ("bees.md", 1)
    assert problem.message.startswith("no sentence: write the text below the front matter")


def test_a_topic_that_no_article_mentions_is_a_warning(tmp_path: Path) -> None:
    """The warning stands at the topic's table."""
    topics = f'{_TOPICS}\n[wasps]\nname = "Wasps"\n'
    problem = _only(check(_folder(tmp_path, f"{_HEAD}Bees make honey.\n", topics)), is_error=False)
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
    topics = f'{_TOPICS}\n[wasps]\nname = "Yellow jackets"\naliases = ["Wasps"]\n'
    assert check(_folder(tmp_path, f"{_HEAD}{text}", topics)) == []


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
    topics = f'{_TOPICS}aliases = ["The 40 hives"]\ndefinition = "{definition}"\n'
    problem = _only(check(_folder(tmp_path, f"{_HEAD}Bees make honey.\n", topics)), is_error=False)
    assert (problem.path.name, problem.line) == ("topics.toml", 5)
    assert f"the definition of [bees] holds '{figure}', which needs a source and a date" in problem.message


def test_a_figure_in_a_definition_of_several_lines_is_reported_at_its_table(tmp_path: Path) -> None:
    """A definition that stands on no one line has no line of its own."""
    topics = f'{_TOPICS}definition = """Insects\nthat live in 40 hives."""\n'
    problem = _only(check(_folder(tmp_path, f"{_HEAD}Bees make honey.\n", topics)), is_error=False)
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
    topics = f'{_TOPICS}aliases = ["The 40 hives", "World Hive 2018"]\ndefinition = "{definition}"\n'
    assert check(_folder(tmp_path, f"{_HEAD}Bees make honey.\n", topics)) == []


def test_a_sentence_repeated_within_an_article_is_a_warning(tmp_path: Path) -> None:
    """Loading drops the repetition, the check still sees it."""
    article = f"{_HEAD}Bees make honey.\n\n## More\n\nBees sleep. Bees make *honey*.\n"
    problem = _only(check(_folder(tmp_path, article, _TOPICS)), is_error=False)
    assert (problem.path.name, problem.line) == ("bees.md", 9)
    assert "repeats the sentence of bees.md:5" in problem.message


def test_a_sentence_repeated_in_another_article_is_a_warning(tmp_path: Path) -> None:
    """The later article is named, and the earlier one in the message."""
    folder = _folder(tmp_path, f"{_HEAD}Bees make honey.\n", _TOPICS)
    _add(folder, "more.md", "---\ntitle: More bees\nlanguage: en\n---\nBees make honey!\n")
    problem = _only(check(folder), is_error=False)
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
    problem = _only(check(_folder(tmp_path, f"{_HEAD}Bees make honey. {sentence}\n", _TOPICS)), is_error=False)
    assert (problem.path.name, problem.line) == ("bees.md", 5)
    assert f"the subject is '{subject}'" in problem.message


def test_a_word_that_only_begins_like_a_pronoun_is_none(tmp_path: Path) -> None:
    """Italy is not "it"."""
    assert check(_folder(tmp_path, f"{_HEAD}Italy has bees. Thistles feed bees.\n", _TOPICS)) == []


def test_a_sentence_that_names_no_topic_is_a_warning(tmp_path: Path) -> None:
    """Neither the sentence nor its heading says what it is about."""
    problem = _only(check(_folder(tmp_path, f"{_HEAD}Bees make honey.\n\nRain fell.\n", _TOPICS)), is_error=False)
    assert (problem.path.name, problem.line) == ("bees.md", 7)
    assert "write ': about: ...' below the sentence" in problem.message


def test_in_an_article_with_records_a_sentence_without_attribute_is_a_warning(tmp_path: Path) -> None:
    """Where one sentence has its record, the others are asked for theirs."""
    article = f"{_HEAD}Bees make honey.\n: attribute: use\n\nBees buzz.\n"
    problem = _only(check(_folder(tmp_path, article, _TOPICS)), is_error=False)
    assert (problem.path.name, problem.line) == ("bees.md", 8)
    assert "write ': attribute: ...' below the sentence" in problem.message


def test_a_value_that_is_no_figure_is_a_warning(tmp_path: Path) -> None:
    """A value without a unit answers no question about numbers."""
    article = f"{_HEAD}Bees fill hives by the dozen.\n: attribute: capacity; value: the dozen\n"
    problem = _only(check(_folder(tmp_path, article, _TOPICS)), is_error=False)
    assert (problem.path.name, problem.line) == ("bees.md", 5)
    assert "the value 'the dozen' cannot be read as a figure" in problem.message


def test_a_value_with_a_unit_is_sound(tmp_path: Path) -> None:
    """A number and what it counts is a figure."""
    article = f"{_HEAD}Bees fill about 50 hives.\n: attribute: capacity; value: about 50 hives\n"
    assert check(_folder(tmp_path, article, _TOPICS)) == []


def test_an_inferred_date_asks_for_its_reason(tmp_path: Path) -> None:
    """Whoever infers a date says from what."""
    head = "---\ntitle: Bees\npublished: 2016\npublished_basis: inferred\n---\n"
    problem = _only(check(_folder(tmp_path, f"{head}Bees make honey.\n", _TOPICS)), is_error=False)
    assert (problem.path.name, problem.line) == ("bees.md", 4)
    assert "add 'published_reason: ...'" in problem.message


def test_an_inferred_date_with_its_reason_is_sound(tmp_path: Path) -> None:
    """The reason is all that was missing."""
    head = "---\ntitle: Bees\npublished: 2016\npublished_basis: inferred\npublished_reason: The text says so.\n---\n"
    assert check(_folder(tmp_path, f"{head}Bees make honey.\n", _TOPICS)) == []


def test_problems_come_in_the_order_of_file_and_line(tmp_path: Path) -> None:
    """Whoever mends a file goes through it once."""
    article = f"{_HEAD}Rain fell.\n\nBees make honey.\n: kinds: how\n\nSnow fell.\n"
    problems = check(_folder(tmp_path, article, f'{_TOPICS}\n[wasps]\nname = "Wasps"\n'))
    assert [(p.path.name, p.line, p.is_error) for p in problems] == [
        ("bees.md", 5, False),
        ("bees.md", 8, True),
        ("bees.md", 10, False),
        ("topics.toml", 5, False),
    ]


def test_a_problem_reads_as_compilers_write_it(tmp_path: Path) -> None:
    """Editors jump to ``path:line:``."""
    problems = check(_folder(tmp_path, f"{_HEAD}Bees make honey.\n\nRain fell.\n", _TOPICS))
    assert re.fullmatch(r".*bees\.md:7: warning: no topic is named.*", str(problems[0]))
