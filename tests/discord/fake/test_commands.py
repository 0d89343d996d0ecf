"""Commands registered with the loopback Discord, and modals filled in there, without a bot."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from tests.discord.fake.forms import filled_in
from tests.discord.fake.permissions import Permission
from tests.discord.fake.server import Discord
from tests.discord.fake.world import Payload

Call = Callable[..., Awaitable[tuple[int, Any]]]
COMMAND = {"name": "echo", "description": "Say it"}


@pytest.fixture
async def call(fake: Discord) -> AsyncIterator[Call]:
    """Calls the API as the bot: method, path, body; gives the status and the answer."""
    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {fake.token}"}) as session:

        async def call(method: str, path: str, body: object = None) -> tuple[int, Any]:
            async with session.request(method, fake.base_url + path, json=body) as response:
                return response.status, await response.json()

        yield call


async def test_a_guild_has_commands_of_its_own(fake: Discord, call: Call) -> None:
    """Shown there before those of all guilds, and nowhere else."""
    path = f"/applications/{fake.application_id}/guilds/{fake.guild.id}/commands"
    other = fake.add_guild("Other")
    fake.join(other, fake.asker)

    status, registered = await call("PUT", path, [COMMAND])

    assert (status, registered[0]["guild_id"]) == (200, str(fake.guild.id))
    assert await call("GET", path) == (200, registered)
    assert fake.slash(fake.asker, fake.general, "echo").payload["data"]["guild_id"] == str(fake.guild.id)
    with pytest.raises(LookupError, match="no command"):
        fake.slash(fake.asker, fake.add_channel(other, "lobby"), "echo")


@pytest.mark.parametrize(
    "commands",
    [
        [{"name": "Echo", "description": "Say it"}],
        [{"name": "echo"}],
        [{"name": "Say", "type": 3, "description": "Say it"}],
        [COMMAND, COMMAND],
        [COMMAND] * 101,
        {},
    ],
)
async def test_bad_commands_are_refused(fake: Discord, call: Call, commands: object) -> None:
    """And those of before stay."""
    status, answer = await call("PUT", f"/applications/{fake.application_id}/commands", commands)

    assert (status, answer["code"]) == (400, 50035)
    assert fake.commands[None] == []


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/users/1", 404, 10013),
        ("/guilds/1", 404, 10004),
        ("/channels/1", 404, 10003),
        ("/channels/x", 404, 10003),
        ("/applications/1/commands", 403, 50001),
        ("/nothing", 404, 0),
    ],
)
async def test_what_is_not_there_is_not_found(call: Call, path: str, status: int, code: int) -> None:
    """Each with its own code."""
    found, answer = await call("GET", path)

    assert (found, answer["code"]) == (status, code)


async def test_a_malformed_body_is_a_problem(fake: Discord, call: Call) -> None:
    """It is refused as Discord refuses it, and noted, since a library would not send it."""
    status, answer = await call("POST", "/users/@me/channels", {})

    assert (status, answer["code"]) == (400, 50035)
    assert fake.problems == ["POST /users/@me/channels: malformed, KeyError('recipient_id')"]
    fake.problems.clear()


async def test_a_command_can_be_for_some_places_only(fake: Discord, call: Call) -> None:
    """Servers, and there who may use commands."""
    await call("PUT", f"/applications/{fake.application_id}/commands", [COMMAND | {"contexts": [0]}])

    with pytest.raises(LookupError, match="kind of place"):
        fake.slash(fake.asker, fake.direct(fake.asker), "echo")
    fake.grant(fake.guild.everyone, Permission.VIEW_CHANNEL)
    with pytest.raises(LookupError, match="may not use commands"):
        fake.slash(fake.asker, fake.general, "echo")


async def test_choices_and_lengths_hold(fake: Discord, call: Call) -> None:
    """What a person can't choose or type is not sent."""
    options = [
        {"name": "kind", "type": 3, "description": "Kind", "choices": [{"name": "A", "value": "a"}]},
        {"name": "text", "type": 3, "description": "Text", "max_length": 3},
    ]
    await call("PUT", f"/applications/{fake.application_id}/commands", [COMMAND | {"options": options}])

    for values in ({"kind": "b"}, {"text": "long"}):
        with pytest.raises(LookupError, match="does not take"):
            fake.slash(fake.asker, fake.general, "echo", values)


FORM: Payload = {
    "components": [
        {"type": 10, "id": 1, "content": "Tell us"},
        {
            "type": 18,
            "id": 2,
            "label": "Why",
            "component": {"type": 3, "id": 3, "custom_id": "why", "options": [{"label": "A", "value": "a"}]},
        },
        {
            "type": 18,
            "id": 4,
            "label": "More",
            "component": {"type": 4, "id": 5, "custom_id": "more", "required": False, "value": "as before"},
        },
    ]
}


def test_a_form_is_submitted_with_its_labels() -> None:
    """Each input inside its label; what was filled in before stays."""
    assert filled_in(FORM, {"why": "a"}) == [
        {"type": 10, "id": 1},
        {"type": 18, "id": 2, "component": {"type": 3, "id": 3, "custom_id": "why", "values": ["a"]}},
        {"type": 18, "id": 4, "component": {"type": 4, "id": 5, "custom_id": "more", "value": "as before"}},
    ]


@pytest.mark.parametrize("values", [{}, {"why": "b"}, {"why": "a", "how": "x"}, {"why": "a", "more": "x" * 4001}])
def test_a_form_takes_what_it_offers(values: Payload) -> None:
    """A required choice, one of the options, inputs that are there, texts not too long."""
    with pytest.raises(LookupError):
        filled_in(FORM, values)
