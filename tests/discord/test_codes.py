"""What buttons say, from a message that may be older than the process."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.discord.codes import TEMPLATE, Code, Verb, can_be_said, code, fits, quotation, read, said
from bot.adapters.discord.text import length
from bot.wording import harmless


@given(st.sampled_from(Verb), st.text(max_size=99), st.integers(0, 999))
def test_a_code_comes_back_as_it_was(verb: Verb, text: str, page: int) -> None:
    """Verb, page and text, whatever the text holds."""
    written = code(verb, text, page if verb is Verb.PAGE else 0)

    assert read(written.custom_id) == written
    assert re.fullmatch(TEMPLATE, written.custom_id, re.DOTALL)
    assert written.text == harmless(text).strip()
    assert fits(written) == (length(written.custom_id) <= 100)


@given(st.text(min_size=1, max_size=300), st.integers(1, 9))
def test_a_text_too_long_for_a_code_is_read_from_the_message(text: str, line: int) -> None:
    """Wherever the line stands in it."""
    quoted = code(Verb.SAY, text).text
    components = [{"type": 17, "components": [{"type": 14}, {"type": 10, "id": line, "content": quotation(quoted)}]}]

    found = read(Code(Verb.SAY, line=line).custom_id)

    assert found == Code(Verb.SAY, line=line)
    assert said(found, components) == quoted


@pytest.mark.parametrize(
    ("custom_id", "found"),
    [
        ("d1:say:Cainiao", Code(Verb.SAY, "Cainiao")),
        ("d1:say:d1:say:#7:", Code(Verb.SAY, "d1:say:#7:")),
        ("d1:say:#7", Code(Verb.SAY, "#7")),
        ("d1:show:all Tea", Code(Verb.SHOW, "all Tea")),
        ("d1:page@2:all Tea", Code(Verb.PAGE, "all Tea", page=2)),
        ("d1:page@2#101:", Code(Verb.PAGE, page=2, line=101)),
        ("d1:share#101:", Code(Verb.SHARE, line=101)),
        ("d1:vote:no:1f2e", Code(Verb.VOTE, "no:1f2e")),
        ("d1:ask:", Code(Verb.ASK)),
        ("d1:menu:0", Code(Verb.MENU, "0")),
        ("d1:reason:1f2e", Code(Verb.REASON, "1f2e")),
    ],
)
def test_the_codes_of_the_first_version_are_read_for_ever(custom_id: str, found: Code) -> None:
    """Messages with them stand in channels: a change that breaks one of these breaks their buttons."""
    assert read(custom_id) == found
    assert found.custom_id == custom_id


@pytest.mark.parametrize(
    "custom_id", ["", "say:Tea", "d2:say:Tea", "xd1:say:Tea", "d1:fly:Tea", "d1:say", "d1:say#x:Tea"]
)
def test_what_is_none_of_ours_is_not_read(custom_id: str) -> None:
    """Another version's, or another bot's."""
    assert read(custom_id) is None


def test_a_line_that_is_gone_says_nothing() -> None:
    """Nor does another component of its number, or one that quotes nothing."""
    asked = Code(Verb.SAY, line=7)

    assert said(asked, []) == ""
    assert said(asked, [{"type": 10, "id": 7, "content": "Tea"}, {"type": 14, "id": 7}]) == ""
    assert said(asked, [{"type": 10, "id": 8, "content": quotation("Tea")}]) == ""


def test_what_is_blank_or_endless_is_not_said() -> None:
    """No button is made of it."""
    assert can_be_said("x" * 600)
    assert not can_be_said("x" * 601)
    assert not can_be_said(" \n\u200b")
