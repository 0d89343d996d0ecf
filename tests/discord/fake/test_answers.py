"""Answers to interactions of the loopback Discord, given by hand."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest

from tests.discord.fake.interaction import Interaction
from tests.discord.fake.permissions import Permission
from tests.discord.fake.server import Discord
from tests.discord.fake.world import Payload

Answer = Callable[[str, str, Payload], Awaitable[tuple[int, int]]]
SAYING = {"content": "one", "allowed_mentions": {"parse": []}}


@pytest.fixture
async def answer(fake: Discord) -> AsyncIterator[Answer]:
    """Answers an interaction by hand: a path below the API and a body; gives the status and Discord's code."""
    async with aiohttp.ClientSession() as session:

        async def answer(method: str, path: str, body: Payload) -> tuple[int, int]:
            async with session.request(method, fake.base_url + path, json=body) as response:
                found = await response.json() if response.status != 204 else {}
                return response.status, found.get("code", 0)

        yield answer


@pytest.fixture
async def asked(fake: Discord) -> Interaction:
    """A command that nobody answers, since no bot is there."""
    fake.commands[None] = [{"id": "1", "name": "echo", "type": 1, "contexts": [0, 1, 2], "integration_types": [0, 1]}]
    return fake.slash(fake.asker, fake.general, "echo")


async def test_an_answer_cannot_come_before_the_first(asked: Interaction, answer: Answer) -> None:
    """There is no webhook before the callback."""
    assert await answer("PATCH", _webhook(asked, "/messages/@original"), SAYING) == (404, 10015)


async def test_a_second_callback_is_a_problem(fake: Discord, asked: Interaction, answer: Answer) -> None:
    """It is refused, and the bot should have known."""
    assert await answer("POST", _callback(asked), {"type": 5}) == (204, 0)

    assert await answer("POST", _callback(asked), {"type": 4, "data": SAYING}) == (400, 40060)

    assert fake.problems == ["POST /interactions/{interaction}/{token}/callback: acknowledged twice"]
    fake.problems.clear()


async def test_the_first_follow_up_fills_the_deferral(asked: Interaction, answer: Answer) -> None:
    """The second is a message of its own."""
    await answer("POST", _callback(asked), {"type": 5, "data": {"flags": 64}})

    await answer("POST", _webhook(asked), SAYING)
    await answer("POST", _webhook(asked), SAYING)

    assert asked.original is not None
    assert (asked.original.text, asked.original.is_ephemeral, len(asked.followups)) == ("one", True, 1)


async def test_an_answer_can_be_deleted(fake: Discord, asked: Interaction, answer: Answer) -> None:
    """And is then unknown."""
    await answer("POST", _callback(asked), {"type": 4, "data": SAYING})
    assert (await answer("GET", _webhook(asked, "/messages/@original"), {}))[0] == 200

    assert await answer("DELETE", _webhook(asked, "/messages/@original"), {}) == (204, 0)

    assert await answer("GET", _webhook(asked, "/messages/@original"), {}) == (404, 10008)
    assert not fake.general.messages
    assert not fake.replies(asked)


async def test_a_user_install_follows_up_five_times(fake: Discord, asked: Interaction, answer: Answer) -> None:
    """Where the bot is not."""
    traveller = fake.add_user("ivo", has_installed=True)
    asked = fake.slash(traveller, fake.group(traveller, fake.asker), "echo")
    await answer("POST", _callback(asked), {"type": 4, "data": SAYING})

    statuses = [(await answer("POST", _webhook(asked), SAYING)) for _ in range(6)]

    assert statuses == [(200, 0)] * 5 + [(400, 40094)]


async def test_a_server_can_hush_user_installs(fake: Discord, asked: Interaction, answer: Answer) -> None:
    """Without that permission only the asker sees the answer."""
    traveller = fake.add_user("ivo", has_installed=True)
    elsewhere = fake.add_guild("Elsewhere", has_bot=False)
    fake.join(elsewhere, traveller)
    fake.grant(elsewhere.everyone, Permission.VIEW_CHANNEL | Permission.USE_APPLICATION_COMMANDS)
    asked = fake.slash(traveller, fake.add_channel(elsewhere, "lobby"), "echo")

    await answer("POST", _callback(asked), {"type": 4, "data": SAYING})

    assert asked.shown is not None
    assert asked.shown.seen_by is traveller


@pytest.mark.parametrize("kind", [1, 6, 7, 8, None])
async def test_an_answer_must_fit_the_interaction(asked: Interaction, answer: Answer, kind: int | None) -> None:
    """A command takes no update and no choices."""
    assert await answer("POST", _callback(asked), {"type": kind, "data": {}}) == (400, 50035)


async def test_a_deferral_takes_one_flag(fake: Discord, asked: Interaction, answer: Answer) -> None:
    """Others belong into the edit that follows."""
    await answer("POST", _callback(asked), {"type": 5, "data": {"flags": 1 << 15}})

    assert fake.problems == [
        "POST /interactions/{interaction}/{token}/callback: a deferral takes no flag but EPHEMERAL"
    ]
    fake.problems.clear()


async def test_a_disabled_button_cannot_be_pressed(fake: Discord, asked: Interaction, answer: Answer) -> None:
    """Nor one that is not there."""
    button = {"type": 2, "style": 1, "label": "Go", "custom_id": "go", "disabled": True}
    await answer(
        "POST", _callback(asked), {"type": 4, "data": SAYING | {"components": [{"type": 1, "components": [button]}]}}
    )
    assert asked.shown is not None

    assert asked.shown.labels == ("Go",)
    with pytest.raises(LookupError, match="can't be used"):
        fake.press(fake.asker, asked.shown, "go")
    with pytest.raises(LookupError, match="no component"):
        fake.press(fake.asker, asked.shown, "come")


async def test_a_select_offers_what_can_be_chosen(fake: Discord, asked: Interaction, answer: Answer) -> None:
    """And nothing else; choosing is an interaction with the message."""
    options = [{"label": "A", "value": "a"}, {"label": "B", "value": "b"}]
    select = {"type": 3, "custom_id": "pick", "options": options}
    await answer(
        "POST", _callback(asked), {"type": 4, "data": SAYING | {"components": [{"type": 1, "components": [select]}]}}
    )
    assert asked.shown is not None

    chosen = fake.choose(fake.asker, asked.shown, "pick", "b")

    assert chosen.payload["data"]["values"] == ["b"]
    assert chosen.payload["message"]["id"] == str(asked.shown.id)
    with pytest.raises(LookupError, match="no options"):
        fake.choose(fake.asker, asked.shown, "pick", "c")


async def test_an_expired_interaction_is_unknown(asked: Interaction, answer: Answer) -> None:
    """At once, if a test says so."""
    asked.expire()

    assert await answer("POST", _callback(asked), {"type": 5}) == (404, 10062)


async def test_an_update_can_be_deferred(fake: Discord, asked: Interaction, answer: Answer) -> None:
    """Then the message with the button is the original."""
    button = {"type": 2, "style": 1, "label": "Go", "custom_id": "go"}
    components = [{"type": 1, "components": [button]}]
    await answer("POST", _callback(asked), {"type": 4, "data": SAYING | {"components": components}})
    assert asked.shown is not None
    pressed = fake.press(fake.asker, asked.shown, "go")

    await answer("POST", _callback(pressed), {"type": 6})
    await answer("PATCH", _webhook(pressed, "/messages/@original"), SAYING | {"content": "two"})

    assert (asked.shown.text, asked.shown.labels, pressed.shown) == ("two", ("Go",), asked.shown)


async def test_a_modal_has_few_rows_and_a_short_title(asked: Interaction, answer: Answer) -> None:
    """Others are refused, and a later try may succeed."""
    row = {"type": 18, "label": "Why", "component": {"type": 4, "custom_id": "why", "style": 1}}
    modal = {"custom_id": "m", "title": "Ask", "components": [row]}
    worse: tuple[Payload, ...] = ({"components": [row] * 6}, {"components": []}, {"title": "x" * 46}, {"custom_id": ""})

    for bad in worse:
        assert await answer("POST", _callback(asked), {"type": 9, "data": modal | bad}) == (400, 50035)

    assert await answer("POST", _callback(asked), {"type": 9, "data": modal}) == (204, 0)
    assert asked.modal is not None


@pytest.mark.parametrize("choices", [[{"name": "x", "value": "x"}] * 26, [{"name": "x" * 101, "value": "x"}]])
async def test_choices_are_few_and_short(
    fake: Discord, asked: Interaction, answer: Answer, choices: list[Payload]
) -> None:
    """Twenty-five of a hundred characters."""
    fake.commands[None][0]["options"] = [{"name": "text", "type": 3, "autocomplete": True}]
    typing = asyncio.create_task(fake.autocomplete(fake.asker, fake.general, "echo", {"text": "x"}))
    await fake.until(lambda: len(fake.interactions) == 2)
    typed = next(found for found in fake.interactions.values() if found is not asked)

    assert await answer("POST", _callback(typed), {"type": 8, "data": {"choices": choices}}) == (400, 50035)

    await answer("POST", _callback(typed), {"type": 8, "data": {"choices": []}})
    assert await typing == []


async def test_an_unknown_token_is_refused(asked: Interaction, answer: Answer) -> None:
    """For callbacks and webhooks alike, each in its way."""
    assert await answer("POST", _callback(asked) + "x", {"type": 5}) == (404, 0)
    assert await answer("POST", f"/interactions/{asked.id}/unknown/callback", {"type": 5}) == (404, 10062)
    assert await answer("POST", "/webhooks/1/unknown", SAYING) == (401, 50027)


async def test_a_follow_up_can_be_edited(asked: Interaction, answer: Answer) -> None:
    """By its id."""
    await answer("POST", _callback(asked), {"type": 4, "data": SAYING})
    await answer("POST", _webhook(asked), SAYING)
    path = _webhook(asked, f"/messages/{asked.followups[0].id}")

    assert await answer("PATCH", path, SAYING | {"content": "two"}) == (200, 0)

    assert [message.text for message in asked.shown_messages] == ["one", "two", "two"]
    assert await answer("PATCH", _webhook(asked, "/messages/1"), SAYING) == (404, 10008)


def _callback(interaction: Interaction) -> str:
    return f"/interactions/{interaction.id}/{interaction.token}/callback"


def _webhook(interaction: Interaction, rest: str = "") -> str:
    return f"/webhooks/{interaction.payload['application_id']}/{interaction.token}{rest}"
