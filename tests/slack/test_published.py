"""The validator by Slack's published limits: what it lets pass, and one bad payload for each rule."""

import copy

import pytest

from tests.slack.published import problems_of_message, problems_of_options, problems_of_prompts, problems_of_view
from tests.slack.published_examples import (
    BAD_BLOCKS,
    BAD_MESSAGES,
    BAD_OPTIONS,
    BAD_VIEWS,
    GOOD_BLOCKS,
    MODAL,
    options,
    plain,
    section,
)
from tests.slack.published_limits import LIMITS


@pytest.mark.parametrize("name", GOOD_BLOCKS)
def test_a_good_block_passes(name: str) -> None:
    """Alone in a message."""
    assert not problems_of_message({"text": "x", "blocks": [GOOD_BLOCKS[name]]})


@pytest.mark.parametrize("problem", BAD_BLOCKS)
def test_a_bad_block_is_told(problem: str) -> None:
    """Each by its problem."""
    found = problems_of_message({"text": "x", "blocks": [BAD_BLOCKS[problem]]})

    assert any(problem in line for line in found), found


@pytest.mark.parametrize("problem", BAD_MESSAGES)
def test_a_bad_message_is_told(problem: str) -> None:
    """Each by its problem, and by no other."""
    found = problems_of_message(BAD_MESSAGES[problem])

    assert len(found) == 1
    assert problem in found[0]


@pytest.mark.parametrize("problem", BAD_VIEWS)
def test_a_bad_view_is_told(problem: str) -> None:
    """Each by its problem, and by no other."""
    found = problems_of_view(BAD_VIEWS[problem])

    assert len(found) == 1
    assert problem in found[0]


@pytest.mark.parametrize("problem", BAD_OPTIONS)
def test_a_bad_option_list_is_told(problem: str) -> None:
    """Each by its problem, and by no other."""
    found = problems_of_options(BAD_OPTIONS[problem])

    assert len(found) == 1
    assert problem in found[0]


def test_all_good_blocks_pass_together() -> None:
    """As do a modal, a home tab, option lists, deleting a message, and text that names a known person."""
    blocks = list(GOOD_BLOCKS.values())
    home = {"type": "home", "blocks": [section(), {"type": "divider"}]}

    assert not problems_of_message({"text": "x", "blocks": blocks, "channel": "C1", "unfurl_links": False})
    assert not problems_of_message({"text": "Shared by <@U1>"}, mentions=("U1",))
    assert not problems_of_message({"delete_original": True})
    assert not problems_of_view(MODAL)
    assert not problems_of_view(home)
    assert not problems_of_options({"options": []})
    assert not problems_of_options({"option_groups": [{"label": plain("x"), "options": options(2)}]})


def test_suggested_prompts_are_four_at_most() -> None:
    """Each with a title and a message."""
    prompt = {"title": "Cainiao", "message": "What is Cainiao?"}

    assert not problems_of_prompts([prompt] * 4)
    assert problems_of_prompts([prompt] * 5)
    assert problems_of_prompts([])
    assert problems_of_prompts([{"title": "Cainiao"}])


def test_looking_changes_nothing() -> None:
    """A payload is the same afterwards."""
    message = {"text": "x", "blocks": copy.deepcopy(list(GOOD_BLOCKS.values()))}

    problems_of_message(message)
    assert message["blocks"] == list(GOOD_BLOCKS.values())


def test_every_limit_says_where_it_is_published() -> None:
    """And allows something."""
    for name, limit in LIMITS.items():
        assert limit.page, name
        assert 0 <= limit.least <= limit.most, name
