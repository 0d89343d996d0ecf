"""Record lines and their fields."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import AsOf, Basis, Kind
from corpus.dates import PartialDate
from corpus.notation import FIELDS, nearest, parse_as_of, parse_asks, parse_basis, parse_kinds, parse_record

_VALUES = st.text(st.characters(exclude_characters=";")).map(str.strip).filter(bool)


@pytest.mark.parametrize(
    ("expected", "line"),
    [
        ({}, ""),
        ({"by": "HSBC"}, "by: HSBC"),
        ({"value": "about 427 million", "place": "China"}, " value:about 427 million ; place: China; "),
        ({"event": "Sale: the 11.11"}, "event: Sale: the 11.11"),
        ({"as-of": "2016", "as-of-basis": "stated"}, "as-of: 2016; as-of-basis: stated"),
    ],
)
def test_a_record_is_fields_between_semicolons(expected: dict[str, str], line: str) -> None:
    """White space and a last semicolon do not matter; a value may hold a colon."""
    assert expected == parse_record(line)


@given(st.dictionaries(st.sampled_from(FIELDS), _VALUES))
def test_a_record_is_read_as_it_was_written(fields: dict[str, str]) -> None:
    """Every field, whatever its value, as long as no semicolon stands in it."""
    assert fields == parse_record("; ".join(f"{name}: {value}" for name, value in fields.items()))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("by HSBC", "'by HSBC' is not 'field: value'"),
        ("by:", "'by:' is not 'field: value'"),
        (": HSBC", "unknown field ''"),
        ("placc: China", "unknown field 'placc': did you mean 'place'?"),
        ("xyz: 1", "unknown field 'xyz': known are about, attribute"),
        ("by: A; by: B", "field 'by' stands twice: write it once"),
    ],
)
def test_a_faulty_record_is_told_what_to_write(line: str, message: str) -> None:
    """The message quotes the fault and says how to put it right."""
    with pytest.raises(ValueError, match=re.escape(message)):
        parse_record(line)


def test_nothing_is_proposed_from_a_long_list_without_a_near_word() -> None:
    """Nobody reads a hundred names in an error message."""
    assert nearest("zzz", tuple(f"name{n}" for n in range(100))) == "nothing known is near it"


def test_kinds_are_listed_with_commas() -> None:
    """White space aside."""
    assert parse_kinds("how many , share") == {Kind.HOW_MANY, Kind.SHARE}


@pytest.mark.parametrize(("text", "message"), [("how mny", "did you mean 'how many'?"), ("who,", "unknown kind ''")])
def test_an_unknown_kind_is_named(text: str, message: str) -> None:
    """With the nearest one."""
    with pytest.raises(ValueError, match=re.escape(message)):
        parse_kinds(text)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ((), ""),
        (("who began it?",), "who began it?"),
        (("how old is it?", "who began it?"), " how old is it ?who began it? "),
        (("叫什么?",), "叫什么?"),
    ],
)
def test_each_question_asked_ends_with_its_mark(expected: tuple[str, ...], text: str) -> None:
    """White space aside."""
    assert expected == parse_asks(text)


@pytest.mark.parametrize(
    ("text", "rest"), [("who began it", "who began it"), ("how old? who began it", "who began it")]
)
def test_a_question_asked_without_its_mark_is_told(text: str, rest: str) -> None:
    """It would run into the next."""
    with pytest.raises(ValueError, match=re.escape(f"asks: '{rest}' has no question mark: end each question with one")):
        parse_asks(text)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (AsOf(PartialDate(2016, 2), Basis.INFERRED), "2016-02"),
        (AsOf(PartialDate(2009), Basis.INFERRED, before=True), "before 2009"),
    ],
)
def test_what_held_then_may_have_held_before(expected: AsOf, text: str) -> None:
    """A date, or the end of a time that nobody dated."""
    assert expected == parse_as_of(text, Basis.INFERRED)


@pytest.mark.parametrize("text", ["", "before", "after 2009", "soon"])
def test_an_as_of_that_is_no_date_is_refused(text: str) -> None:
    """It says how to write one."""
    with pytest.raises(ValueError, match="is not a date: write YYYY"):
        parse_as_of(text, Basis.STATED)


@pytest.mark.parametrize("basis", list(Basis))
def test_every_basis_is_read(basis: Basis) -> None:
    """By its name."""
    assert basis is parse_basis(str(basis))


def test_an_unknown_basis_is_told_the_three() -> None:
    """It is not guessed."""
    with pytest.raises(ValueError, match="unknown basis 'sure': known are stated, inferred, unknown"):
        parse_basis("sure")
