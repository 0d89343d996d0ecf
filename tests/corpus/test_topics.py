"""Topics: their names in a text and in ``topics.toml``."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import CorpusError
from corpus.collection import Corpus
from corpus.topics import Topic, Topics, TopicsError, load_topics, topics_from_headings

_TOPICS = Topics(
    [
        Topic("hive", "Hive", aliases=("The Hive Group",)),
        Topic("sc", "Sesame Credit", aliases=("SC",), outside=("芝麻信用",)),
        Topic("bee", "Bee", outside=("蜂", "蜜蜂")),
        Topic("day", "Bee Day"),
        Topic("queen", "Queen", outside=("蜂王",)),
    ],
    {"B": ("bee", "day")},
)


def _toml(folder: Path, text: str) -> Path:
    path = folder / "topics.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_names_of_a_topic_begin_with_its_own() -> None:
    """Then those that the articles use, then those that they do not."""
    assert _TOPICS["sc"].names == ("Sesame Credit", "SC", "芝麻信用")


def test_topics_are_a_mapping_in_the_order_of_the_file() -> None:
    """By id."""
    assert list(_TOPICS) == ["hive", "sc", "bee", "day", "queen"]
    assert len(_TOPICS) == 5
    assert _TOPICS.get("nobody") is None


@pytest.mark.parametrize("name", ["sesame credit", "SESAME-CREDIT", "SesameCredit", "sc", "芝麻信用"])
def test_a_name_is_known_whatever_its_case_and_spacing(name: str) -> None:
    """Exactly otherwise."""
    assert _TOPICS.named(name) == _TOPICS["sc"]
    assert _TOPICS.named(f"{name}x") is None


def test_ambiguous_names_are_compared_like_names() -> None:
    """Under their normal form."""
    assert _TOPICS.ambiguous == {"b": ("bee", "day")}


def test_the_first_topic_keeps_a_name_that_two_claim() -> None:
    """The check reports the collision."""
    topics = Topics([Topic("a", "Ant"), Topic("b", "ant")])
    assert topics.by_name["ant"].id == "a"
    assert topics.find("An ant.") == ("a",)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (("bee", "hive"), "A Bee's hive; Bee and hive."),
        (("day",), "On Bee Day."),
        (("hive",), "the hive group"),
        (("sc",), "SC is a score."),
        ((), "sc is none, nor are bees."),
        (("bee",), "蜜蜂很忙"),
        (("sc", "bee"), "芝麻信用和蜂"),
        (("queen",), "蜂王很忙"),
        ((), ""),
    ],
)
def test_topics_are_found_by_their_names(expected: tuple[str, ...], text: str) -> None:
    """The longest name wins, each topic comes once, a short name counts as it is written, Chinese needs no spaces."""
    assert expected == _TOPICS.find(text)


def test_a_reader_may_write_short_names_in_any_case() -> None:
    """Readers seldom shift."""
    assert _TOPICS.find("what is sc", any_case=True) == ("sc",)


def test_a_mention_says_which_words_it_takes() -> None:
    """From the first up to the one behind the last."""
    mentions = [(m.topic.id, m.start, m.end) for m in _TOPICS.mentions("On Bee Day the hive group")]
    assert mentions == [("day", 1, 3), ("hive", 3, 6)]


@given(st.text())
def test_any_text_can_be_searched_for_topics(text: str) -> None:
    """What is found is a topic."""
    assert set(_TOPICS.find(text)) <= set(_TOPICS)


def test_every_field_of_a_topic_is_read(tmp_path: Path) -> None:
    """A name may be left out, as may all else, a byte order mark may be there."""
    path = _toml(
        tmp_path,
        '\ufeff[a]\nname = "Ant "\nkind = "idea"\ndefinition = "An insect."\naliases = ["Emmet"]\n'
        'outside = ["Pismire"]\nrelated = ["b"]\n[b]\n[ambiguous]\nx = ["a", "b"]\n',
    )

    topics = load_topics(path)

    assert list(topics.values()) == [
        Topic("a", "Ant", "idea", "An insect.", ("Emmet",), ("Pismire",), ("b",)),
        Topic("b", "b"),
    ]
    assert topics.ambiguous == {"x": ("a", "b")}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = [", "not a TOML file in UTF-8"),
        ("a = 1", "'a' is not a topic: write [a]"),
        ('[a]\ncolor = "red"', "[a] has the unknown field 'color': known are aliases"),
        ('[a]\nkind = "bee"', "[a] has the unknown kind 'bee': known are company"),
        ("[a]\nname = 1", '[a] name is not a text: write name = "..."'),
        ('[a]\naliases = "b"', 'aliases is not a list of names: write aliases = ["...", "..."]'),
        ("[a]\noutside = [1]", "outside is not a list of names"),
        ('[a]\noutside = [" "]', "outside is not a list of names"),
        ('[a]\nrelated = ["b"]', "'a' points to 'b', which is no topic: add [b] or drop it"),
        ('[a]\n[ambiguous]\nx = ["b"]', "'x' points to 'b', which is no topic"),
        ('[a]\n[ambiguous]\nx = "a"', "x is not a list of names"),
        ("ambiguous = 1", "'ambiguous' is not a table"),
    ],
)
def test_a_fault_in_the_file_is_told(tmp_path: Path, text: str, message: str) -> None:
    """With the file's name and what to do."""
    with pytest.raises(CorpusError, match=re.escape(message)) as caught:
        load_topics(_toml(tmp_path, text))
    assert str(caught.value).startswith(f"{tmp_path / 'topics.toml'}: ")


def test_headings_serve_as_topics() -> None:
    """Each once, empty ones never."""
    topics = topics_from_headings(["Bees", "Honey and wax", "bees!", "", "…"])
    assert [(topic.id, topic.name) for topic in topics.values()] == [
        ("bees", "Bees"),
        ("honeyandwax", "Honey and wax"),
        ("honey", "Honey"),
    ]


@pytest.mark.parametrize(
    ("expected", "heading"),
    [
        (["Orkney"], "how the farmers of Orkney grow barley"),
        (["Scapa Flow Bay"], "why people on Scapa Flow Bay keep bees"),
        (["The Isle Of Orkney", "Isle Of Orkney", "Isle", "Orkney"], "The Isle Of Orkney"),
        (["Things", "Bees", "Teach", "Orkney", "Farmers"], "8 Things Bees Could Teach The Orkney Farmers"),
        (["Orkney: bees", "Orkney"], "Orkney: bees"),
        (["Ann’s Bees", "Ann", "Bees"], "Ann’s Bees"),
        (["Who Are We"], "Who Are We"),
        (["all of the bees"], "all of the bees"),
        (["蜜蜂很忙"], "蜜蜂很忙"),
        ([], "on the keeping of bees"),
    ],
)
def test_a_heading_names_what_it_writes_with_capitals(expected: list[str], heading: str) -> None:
    """Runs of up to three capitalised words, and each word of a heading in Title Case; short headings as a whole."""
    topics = topics_from_headings([heading])
    assert expected == [topic.name for topic in topics.values()]


def test_all_faults_of_the_file_are_told_with_their_lines(tmp_path: Path) -> None:
    """What points to a topic with a fault of its own is not at fault."""
    path = _toml(
        tmp_path,
        '[a]\nkind = "bee"\n\n[b]\nrelated = [\n  "a",\n  "c",\n]\n\n[d]\nname = 1\n\n[ambiguous]\nx = ["b", "e"]\n',
    )

    with pytest.raises(TopicsError) as caught:
        load_topics(path)

    assert [(line, message.partition(":")[0]) for line, message in caught.value.faults] == [
        (1, "[a] has the unknown kind 'bee'"),
        (7, "'b' points to 'c', which is no topic"),
        (10, "[d] name is not a text"),
        (14, "'x' points to 'e', which is no topic"),
    ]
    assert str(caught.value).count(f"{path}: ") == 4


def test_a_fault_of_the_notation_names_its_line(tmp_path: Path) -> None:
    """As the parser gives it."""
    with pytest.raises(TopicsError) as caught:
        load_topics(_toml(tmp_path, '[a]\nname = "Ant"\nkind = idea\n'))
    assert [line for line, _ in caught.value.faults] == [3]


def test_every_name_of_the_shipped_topics_is_found_in_a_sentence(shipped: Corpus) -> None:
    """By the topic itself or by one that has the same name or a longer one around it."""
    missed = [
        name
        for topic in shipped.topics.values()
        for name in topic.names
        if not shipped.topics.find(f"They say {name} is known.")
    ]
    assert missed == []
