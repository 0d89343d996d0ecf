"""From what a reader typed to a topic."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.collection import Corpus
from corpus.match import LONGEST_NAME, Resolution, Thresholds, TopicMatcher
from corpus.topics import Topic, Topics

_TOPICS = Topics(
    [
        Topic("honeybee", "Honeybee", outside=("蜜蜂",)),
        Topic("singles", "Singles Day"),
        Topic("xunxi", "Xunxi"),
        Topic("ann", "Ann Meadow Lee"),
        Topic("wax", "Wax"),
        Topic("red", "Orchard Red"),
        Topic("rod", "Orchard Rod"),
        Topic("one", "B"),
        Topic("net", "Nets", outside=("蜜蜂网络",)),
        Topic("lee", "Ann Lee"),
    ],
    {"hb": ("honeybee", "wax")},
)
_MATCHER = TopicMatcher(_TOPICS, Thresholds())


def _topic(query: str) -> str:
    """The id of the topic chosen, an empty string when none is."""
    topic = _MATCHER.resolve(query).topic
    return topic.id if topic else ""


def _suggested(query: str) -> list[str]:
    return [topic.id for topic in _MATCHER.resolve(query).suggestions]


@pytest.mark.parametrize("query", ["honeybee", " HONEY-BEE! ", "蜜蜂", "hоnеybее"])
def test_a_name_resolves_to_its_topic(query: str) -> None:
    """Spacing, case, look-alike letters and language aside."""
    assert Resolution(_TOPICS["honeybee"], score=1.0) == _MATCHER.resolve(query)


@pytest.mark.parametrize("query", ["honeyebe", "honybee", "honeybeee", "honeybae", "hunnybee"])
def test_a_misspelt_name_resolves_with_a_lower_score(query: str) -> None:
    """One edit or two of a long name."""
    assert _topic(query) == "honeybee"
    assert Thresholds().accept <= _MATCHER.resolve(query).score < 1.0


def test_a_name_spelt_by_ear_resolves() -> None:
    """X may be written ks, as it sounds."""
    found = _MATCHER.resolve("ksunksi")
    assert (found.topic, found.score) == (_TOPICS["xunxi"], 0.97)


def test_an_ambiguous_name_gives_all_it_could_mean() -> None:
    """In the order of the file, and no choice."""
    assert _topic("HB") == ""
    assert _suggested("HB") == ["honeybee", "wax"]


@pytest.mark.parametrize("query", ["", "…", "wex", "b2", "net", "蜜蜂网洛", "\u202e", "zebra crossing", "honest"])
def test_what_is_near_to_nothing_resolves_to_nothing(query: str) -> None:
    """Short and Chinese names match only exactly."""
    assert Resolution() == _MATCHER.resolve(query)


def test_a_near_miss_gives_suggestions() -> None:
    """No confident choice for what may be another word."""
    assert _topic("honeydews") == ""
    assert _suggested("honeydews") == ["honeybee"]


def test_a_tie_gives_suggestions() -> None:
    """Two names equally near are both meant."""
    assert _topic("orchard rad") == ""
    assert set(_suggested("orchard rad")) == {"red", "rod"}


def test_three_suggestions_are_enough() -> None:
    """The likeliest first."""
    orchards = Topics([Topic(name, f"Orchard {name}") for name in ("red", "rod", "rid", "rud")])
    assert len(TopicMatcher(orchards, Thresholds()).resolve("orchard rad").suggestions) == 3


def test_a_word_that_is_another_spoils_a_near_name() -> None:
    """Singles Bar is not Singles Day, near as the whole may be."""
    assert _topic("singles bar") == ""
    assert _topic("single day") == "singles"


@pytest.mark.parametrize(
    ("expected", "query"),
    [("singles", "what of the singles day sale"), ("singles", "day of singels"), ("ann", "lee and ann of meadwo")],
)
def test_all_words_of_a_name_name_it_in_any_order(expected: str, query: str) -> None:
    """Among other words, each nearly right."""
    assert expected == _topic(query)
    assert _MATCHER.resolve(query).score == Thresholds().accept


def test_a_short_word_of_a_name_must_be_exact() -> None:
    """Ann is not nearly "any"."""
    lenient = TopicMatcher(_TOPICS, Thresholds(word=0.6))
    assert lenient.resolve("any of those lee fields").topic is None
    assert lenient.resolve("ann of those lee fields").topic == _TOPICS["lee"]


def test_only_the_beginning_of_a_long_text_is_looked_at() -> None:
    """So a megabyte costs no more than a line."""
    assert _topic("honeybee" + " " * LONGEST_NAME + "x" * 10**6) == "honeybee"


def test_thresholds_decide_what_is_accepted() -> None:
    """They are settings."""
    strict = TopicMatcher(_TOPICS, Thresholds(accept=0.99, suggest=0.98))
    assert Resolution() == strict.resolve("honybee")
    assert [t.id for t in TopicMatcher(_TOPICS, Thresholds(accept=0.99)).resolve("honybee").suggestions] == ["honeybee"]


@settings(deadline=None)
@given(st.text() | st.text(st.sampled_from("alibcnoy 2-é菜鸟")))
def test_any_text_resolves_to_a_topic_or_to_at_most_three_suggestions(shipped: Corpus, text: str) -> None:
    """Never both, but for an ambiguous name, which may mean more."""
    found = shipped.matcher.resolve(text)
    assert not (found.topic and found.suggestions)
    assert 0.0 <= found.score <= 1.0
    assert len(found.suggestions) <= max(3, *map(len, shipped.topics.ambiguous.values()))


def test_every_own_name_resolves_to_its_topic(shipped: Corpus) -> None:
    """Or to the topics that share it."""
    for topic in shipped.topics.values():
        for name in topic.names:
            found = shipped.matcher.resolve(name)
            assert topic in (found.topic, *found.suggestions), name


def test_a_corpus_without_topics_matches_nothing() -> None:
    """And does not fail."""
    assert Resolution() == TopicMatcher(Topics([]), Thresholds()).resolve("honeybee day")
