"""The validator by Discord's published limits: what it lets pass, and one bad body for each rule."""

import copy
from dataclasses import replace

import pytest

from tests.discord.fake.records import Request
from tests.discord.published import check, checked
from tests.discord.published_example_commands import BAD_COMMANDS, GOOD_COMMANDS
from tests.discord.published_examples import (
    BAD_ANSWERS,
    BAD_COMPONENTS,
    BAD_MESSAGES,
    GOOD_ANSWERS,
    GOOD_MESSAGES,
    QUIET,
    V2,
    message,
    text,
)
from tests.discord.published_limits import LIMITS

POST = "POST", "/channels/1/messages"
ANSWER = "POST", "/interactions/1/token/callback"
PUT = "PUT", "/applications/1/commands"


@pytest.mark.parametrize("name", GOOD_MESSAGES)
def test_a_good_message_passes(name: str) -> None:
    """With all that it may hold, up to every limit."""
    assert check(*POST, GOOD_MESSAGES[name]) == ()


@pytest.mark.parametrize("problem", BAD_MESSAGES)
def test_a_bad_message_is_told(problem: str) -> None:
    """Each by its problem."""
    found = check(*POST, BAD_MESSAGES[problem])

    assert any(problem in line for line in found), found


@pytest.mark.parametrize("problem", BAD_COMPONENTS)
def test_a_bad_component_is_told(problem: str) -> None:
    """Each by its problem, and by no other."""
    found = check(*POST, message(BAD_COMPONENTS[problem]))

    assert len(found) == 1, found
    assert problem in found[0]


@pytest.mark.parametrize("name", GOOD_ANSWERS)
def test_a_good_answer_to_an_interaction_passes(name: str) -> None:
    """Messages, deferrals, completions and modals."""
    assert check(*ANSWER, GOOD_ANSWERS[name]) == ()


@pytest.mark.parametrize("problem", BAD_ANSWERS)
def test_a_bad_answer_to_an_interaction_is_told(problem: str) -> None:
    """Each by its problem, and by no other."""
    found = check(*ANSWER, BAD_ANSWERS[problem])

    assert len(found) == 1, found
    assert problem in found[0]


@pytest.mark.parametrize("name", GOOD_COMMANDS)
def test_good_commands_pass(name: str) -> None:
    """With all that they may hold, up to every limit."""
    assert check(*PUT, GOOD_COMMANDS[name]) == ()


@pytest.mark.parametrize("problem", BAD_COMMANDS)
def test_bad_commands_are_told(problem: str) -> None:
    """Each by its problem, and by no other."""
    found = check(*PUT, BAD_COMMANDS[problem])

    assert len(found) == 1, found
    assert problem in found[0]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PATCH", "/channels/1/messages/2", message(text())),
        ("POST", "/webhooks/1/token?wait=true", message(text(), flags=V2 | 64)),
        ("PATCH", "/webhooks/1/token/messages/@original", message(text())),
        ("PUT", "/api/v10/applications/1/guilds/2/commands", []),
        ("POST", "/v10/applications/1/commands", {"name": "tea", "description": "Tea"}),
        ("POST", "/channels/1/messages/2/threads", {"name": "x" * 100, "auto_archive_duration": 60}),
        ("POST", "/channels/1/threads", {"name": "Tea", "type": 11, "auto_archive_duration": None}),
        ("POST", "/users/@me/channels", {"recipient_id": "1"}),
        ("POST", "/channels/1/typing", None),
        ("DELETE", "/channels/1/messages/2", None),
    ],
)
def test_each_request_is_held_against_its_own_rules(method: str, path: str, body: object) -> None:
    """A request without a body has none to break."""
    assert check(method, path, body) == ()
    assert check(method, path, {"x": 1}) != ()


@pytest.mark.parametrize(
    ("method", "path", "body", "problem"),
    [
        ("PATCH", "/channels/1/messages/2", message(text(), nonce="1"), "unknown field 'nonce'"),
        ("PATCH", "/webhooks/1/token/messages/@original", message(text(), flags=V2 | 64), "flags that cannot be set"),
        ("POST", "/channels/1/messages/2/threads", {"name": "x" * 101}, "101, allowed are 1 to 100"),
        ("POST", "/channels/1/threads", {"name": "x", "type": 0}, "0 is none of"),
        ("POST", "/channels/1/threads", {"name": "x", "auto_archive_duration": 5}, "5 is none of"),
        ("POST", "/channels/1/invites", {}, "no rule is known"),
        ("POST", "/channels/1/messages", [], "an object is expected"),
        ("POST", "/interactions/1/token/callback", [], "is no answer"),
        ("PUT", "/applications/1/commands", {}, "a list is expected"),
        ("PUT", "/applications/1/commands", [1], "an object is expected"),
    ],
)
def test_what_one_request_allows_another_does_not(method: str, path: str, body: object, problem: str) -> None:
    """Each by its problem."""
    assert any(problem in line for line in check(method, path, body))


def test_a_request_that_was_received_is_checked() -> None:
    """As the loopback Discord keeps it."""
    good = Request("POST", "/api/v10/channels/1/messages", "POST /channels/{channel}/messages", 0.0, message(text()))

    assert checked(good) == ()
    assert checked(replace(good, body={"content": "@here"})) != ()


def test_a_mention_that_is_escaped_notifies_nobody() -> None:
    """A backslash before the backslash takes it back."""
    for said in ("\\<@1>", "\\@everyone", "a@b.example", "\\\\\\@here", "<#1>"):
        assert check(*POST, message(text(said))) == ()
    assert check(*POST, message(text("\\\\@here"))) != ()


def test_looking_changes_nothing() -> None:
    """A body is the same afterwards."""
    body = copy.deepcopy(GOOD_MESSAGES["everything"])

    check(*POST, body)

    assert body == GOOD_MESSAGES["everything"]
    assert QUIET == {"parse": []}


def test_every_limit_says_where_it_is_published() -> None:
    """And allows something."""
    for name, limit in LIMITS.items():
        assert limit.page, name
        assert 0 <= limit.least <= limit.most, name
