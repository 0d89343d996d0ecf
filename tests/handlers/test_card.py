"""The card: facts as they are shown, sources in the order of citation, and what the next turn needs."""

from corpus.article import AsOf, Basis, Passage, Record
from corpus.collection import Corpus
from corpus.dates import PartialDate
from handlers.card import (
    Action,
    Actions,
    Card,
    Context,
    Facts,
    Figure,
    Item,
    Items,
    Note,
    Quote,
    Row,
    Source,
    Table,
    Text,
    after,
    card,
    fact,
    source,
)


def passage_saying(words: str, corpus: Corpus) -> Passage:
    """The passage of a corpus in which some words stand."""
    return next(p for p in corpus.passages if words in p.text)


def test_a_fact_shows_its_sentence_word_for_word_with_date_basis_speaker_and_source(coffee: Corpus) -> None:
    """All that must stand beside a sentence is in the fact."""
    shown = fact(coffee, passage_saying("60 tonnes", coffee))

    assert shown.text == "Lark Roasters sells more than 60 tonnes of beans a year, says Joe Finch."
    assert (shown.as_of, shown.as_of_basis) == ("Mar 2021", "inferred")
    assert shown.attribution == "Joe Finch"
    assert shown.source == "roasters"


def test_a_fact_marks_its_figure_hedge_included(coffee: Corpus) -> None:
    """What may be shown strong is the figure with its hedge."""
    shown = fact(coffee, passage_saying("60 tonnes", coffee))

    assert shown.strong
    start, end = shown.strong
    assert shown.text[start:end] == "more than 60"


def test_a_fact_without_a_figure_marks_nothing(coffee: Corpus) -> None:
    """No words are shown strong for want of a number."""
    assert fact(coffee, passage_saying("too dark", coffee)).strong is None


def test_a_fact_whose_date_is_unknown_shows_none(coffee: Corpus) -> None:
    """An article without a date gives its sentences none, and nobody is made up to have said them."""
    shown = fact(coffee, passage_saying("Turin", coffee))

    assert (shown.as_of, shown.as_of_basis) == ("", "unknown")
    assert shown.attribution == "author unknown"


def test_a_fact_from_before_a_date_says_before(coffee: Corpus) -> None:
    """The word before is part of the date."""
    assert fact(coffee, passage_saying("only tea", coffee)).as_of == "before 2009"


def test_a_figure_written_without_a_digit_is_not_marked(coffee: Corpus) -> None:
    """Only figures with digits are shown strong."""
    assert fact(coffee, passage_saying("one of two", coffee)).strong is None


def test_a_source_names_what_is_known_and_leaves_the_rest_empty(coffee: Corpus) -> None:
    """An article with only a title is cited with its title."""
    assert source(coffee.article("title-only")) == Source(
        "title-only", "Notes on the Moka Pot", "author unknown", "", "", ""
    )
    assert source(coffee.article("roasters")) == Source(
        "roasters",
        "The Roasters of Port Amber",
        "Mina Holt",
        "Amber Weekly",
        "Mar 2021 (inferred)",
        "https://amber.example/roasters",
    )


def test_a_card_numbers_its_sources_in_the_order_of_first_citation(coffee: Corpus) -> None:
    """The first source cited is number 1, and each source has one number."""
    rain, dark, milk = (fact(coffee, passage_saying(w, coffee)) for w in ("Rain", "too dark", "Oat milk"))
    made = card(coffee, "Mixed", Quote(rain), Facts("More", (dark, milk)))

    assert [s.id for s in made.sources] == ["harvest", "roasters"]
    assert made.number("harvest") == 1
    assert made.number("roasters") == 2


def test_a_card_drops_blocks_that_say_nothing(coffee: Corpus) -> None:
    """A handler may offer a block without looking whether there is anything in it."""
    empty = (Text(""), Note(""), Facts("Figures", ()), Table(("A", "B"), ()), Items("List", ()), Actions("Try", ()))
    made = card(coffee, "Little", *empty, Text("Words."))

    assert made == Card("Little", (Text("Words."),))


def test_a_card_lists_the_facts_of_every_block_each_once(coffee: Corpus) -> None:
    """Quotes, figures, groups and tables all count; a fact shown twice is one fact."""
    rain, dark, milk = (fact(coffee, passage_saying(w, coffee)) for w in ("Rain", "too dark", "Oat milk"))
    table = Table(("A", "B"), (Row("weather", ((rain,), (milk,))), Row("taste", ((), ()))))
    made = card(coffee, "All", Figure("nine days", rain), Quote(rain), Facts("More", (dark,)), table)

    assert list(made.facts()) == [rain, dark, milk]


def test_a_card_offers_what_its_buttons_say() -> None:
    """What may be typed next is what the buttons say, not what they show."""
    made = Card("Try", (Text("Words."), Actions("", (Action("All topics", "topics"),)), Items("", (Item("a", "b"),))))

    assert made.suggestions() == ("topics",)
    assert list(made.facts()) == []


def test_what_follows_a_card_may_lean_on_its_facts(coffee: Corpus) -> None:
    """The context holds the topics, the question and the ids of the facts shown."""
    rain = fact(coffee, passage_saying("Rain", coffee))
    made = card(coffee, "Rain", Quote(rain))

    assert after(made, ("oat-milk",), "how long?") == Context(("oat-milk",), "how long?", (rain.id,))


def test_dates_of_a_record_are_shown_as_precise_as_known() -> None:
    """A record's date reads as people write dates."""
    record = Record(as_of=AsOf(PartialDate(2016, 11, 11), Basis.STATED))

    assert str(record.as_of) == "11 Nov 2016"
