"""What becomes of calls to Discord, on a Discord that fails in every way."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from discord import AutoShardedClient, Client, Interaction

from bot.adapters.discord.calls import Patience, again, answered, settled
from bot.delivery import BusyError, RefusedError, UnsureError
from tests.discord.bare import signed_in
from tests.discord.commanded import Commanded, Scribe, loopback
from tests.discord.commanded import connected as commanded
from tests.discord.fake.faults import Fault
from tests.discord.fake.server import Discord
from tests.ports import free_port

POST, GET = "POST /channels/*/messages", "GET /channels/*"
CALLBACK = "POST /interactions/*/callback"
AT_ONCE = Patience((0.01, 0.01), 1)


@pytest.fixture
async def discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    """A Discord on the loopback interface."""
    async with loopback(monkeypatch) as running:
        yield running


@pytest.fixture
async def client(discord: Discord) -> AsyncIterator[AutoShardedClient]:
    """A client that can call."""
    async with signed_in(discord) as client:
        yield client


async def say(client: Client, discord: Discord, text: str = "tea") -> str:
    """Post a message; its id."""
    posted = await settled(client.get_partial_messageable(discord.general.id).send(text))
    return str(posted.id)


async def test_what_is_done_is_answered(client: AutoShardedClient, discord: Discord) -> None:
    """The answer is what discord.py made of it."""
    said = await say(client, discord)

    assert discord.general.messages[int(said)].text == "tea"


@pytest.mark.parametrize(
    ("status", "code", "name"),
    [
        (404, 10003, "unknown_channel"),
        (404, 10008, "unknown_message"),
        (403, 50001, "missing_access"),
        (403, 50013, "missing_permissions"),
        (403, 50007, "takes_no_messages"),
        (400, 50035, "invalid_form"),
        (400, 30003, "30003"),
        (404, 0, "http_404"),
    ],
)
async def test_a_refusal_has_a_name(
    client: AutoShardedClient, discord: Discord, status: int, code: int, name: str
) -> None:
    """Discord's number where we have none; the status where Discord has none."""
    discord.faults.add(POST, Fault(status=status, code=code))

    with pytest.raises(RefusedError, match=f"^{name}$"):
        await say(client, discord)


async def test_a_limit_of_the_host_in_front_is_waited_out_as_long_as_it_says(
    client: AutoShardedClient, discord: Discord
) -> None:
    """discord.py waits out only Discord's own."""
    discord.faults.add(POST, Fault(status=429, is_cloudflare=True, retry_after=7.5))

    with pytest.raises(BusyError) as busy:
        await say(client, discord)

    assert busy.value.seconds == 7.5


async def test_a_limit_that_is_longer_than_a_client_waits_says_how_long(
    client: AutoShardedClient, discord: Discord
) -> None:
    """The next call to the same place is not even made."""
    discord.faults.add(POST, Fault(status=429, retry_after=600))

    with pytest.raises(BusyError) as busy:
        await say(client, discord)

    assert busy.value.seconds == 600


async def test_a_limit_without_a_time_is_a_second(client: AutoShardedClient, discord: Discord) -> None:
    """A host may leave it out, or write a date."""
    discord.faults.add(POST, Fault(status=429, is_cloudflare=True, retry_after=float("nan")))

    with pytest.raises(BusyError) as busy:
        await say(client, discord)

    assert busy.value.seconds == 1


@pytest.mark.parametrize(
    "fault", [Fault(status=503), Fault(is_cut=True), Fault(is_cut=True, is_done=True)], ids=["503", "cut", "lost"]
)
async def test_nobody_knows_what_became_of_a_call_without_an_answer(
    client: AutoShardedClient, discord: Discord, fault: Fault
) -> None:
    """It may have been done, and is not made again."""
    discord.faults.add(POST, fault)

    with pytest.raises(UnsureError):
        await say(client, discord)

    assert len(discord.requested("POST /channels/{channel}/messages")) == 1


async def test_where_nobody_listens_nothing_was_done(
    client: AutoShardedClient, discord: Discord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So it can be tried again soon."""
    monkeypatch.setattr("discord.http.Route.BASE", f"http://127.0.0.1:{free_port()}/api/v10")

    with pytest.raises(BusyError):
        await say(client, discord)


@pytest.mark.parametrize("status", [401, 403])
async def test_who_is_shut_out_altogether_tries_again_later(
    client: AutoShardedClient, discord: Discord, status: int
) -> None:
    """What is owed is not lost: the operator puts another token in place, the host in front lets the bot in again."""
    discord.faults.add(POST, Fault(status=status))

    with pytest.raises(BusyError) as busy:
        await say(client, discord)

    assert busy.value.seconds == 60


async def test_who_waits_no_more_for_a_call_blocks_no_other(
    client: AutoShardedClient, discord: Discord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """discord.py, cancelled while it waits for the end of a limit on the whole bot, would call never again."""
    monkeypatch.setattr("bot.adapters.discord.calls.LONGEST_LIMIT", 0.3)
    discord.faults.add(POST, Fault(status=429, scope="global", retry_after=0.3))

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await say(client, discord, "first")
    async with asyncio.timeout(5):
        await say(client, discord, "second")

    assert [said.text for said in discord.general.messages.values()] == ["second"]


@pytest.mark.parametrize("fault", [Fault(status=503), Fault(is_cut=True)], ids=["503", "cut"])
async def test_a_call_that_does_no_harm_when_done_twice_is_made_again(
    client: AutoShardedClient, discord: Discord, fault: Fault
) -> None:
    """Until it is answered."""
    discord.faults.add(GET, fault, times=2)

    found = await again(lambda: client.fetch_channel(discord.general.id), AT_ONCE)

    assert found.id == discord.general.id
    assert len(discord.requested("GET /channels/{channel}")) == 3


async def test_a_call_is_not_made_for_ever(client: AutoShardedClient, discord: Discord) -> None:
    """One more than there are pauses."""
    discord.faults.add(GET, Fault(status=503), times=9)

    with pytest.raises(UnsureError, match="HTTP 503"):
        await again(lambda: client.fetch_channel(discord.general.id), AT_ONCE)

    assert len(discord.requested("GET /channels/{channel}")) == 3


async def test_a_call_is_not_made_again_when_that_would_take_too_long(
    client: AutoShardedClient, discord: Discord
) -> None:
    """The outbox comes back to it."""
    discord.faults.add(GET, Fault(status=429, is_cloudflare=True, retry_after=5))

    with pytest.raises(BusyError):
        await again(lambda: client.fetch_channel(discord.general.id), AT_ONCE)

    assert len(discord.requested("GET /channels/{channel}")) == 1


async def test_a_short_limit_is_waited_out(client: AutoShardedClient, discord: Discord) -> None:
    """No shorter than it says."""
    discord.faults.add(GET, Fault(status=429, is_cloudflare=True, retry_after=0.05))

    await again(lambda: client.fetch_channel(discord.general.id), AT_ONCE)

    first, second = discord.requested("GET /channels/{channel}")
    assert second.at - first.at >= 0.05


async def test_a_refusal_is_not_asked_again(client: AutoShardedClient, discord: Discord) -> None:
    """It would be the same."""
    discord.faults.add(GET, Fault(status=404, code=10003))

    with pytest.raises(RefusedError):
        await again(lambda: client.fetch_channel(discord.general.id), AT_ONCE)

    assert len(discord.requested("GET /channels/{channel}")) == 1


class Waiter(Scribe):
    """A listener that leaves it to the test to answer."""

    def __init__(self) -> None:
        super().__init__()
        self.came: asyncio.Queue[Interaction[Any]] = asyncio.Queue()

    async def command(self, interaction: Interaction[Any], text: str) -> None:
        """See the protocol."""
        del text
        await self.came.put(interaction)


@pytest.fixture
async def waiter(discord: Discord) -> AsyncIterator[Waiter]:
    """A connected bot's listener."""
    waiter = Waiter()
    async with commanded(discord, Commanded(waiter)):
        yield waiter


async def test_an_interaction_is_answered(discord: Discord, waiter: Waiter) -> None:
    """Once, where all goes well."""
    asked = discord.slash(discord.asker, discord.general, "alibaba", {"topic": "tea"})
    interaction = await waiter.came.get()

    assert await answered(lambda: interaction.response.send_message("tea"), AT_ONCE)

    assert (await discord.shown(asked)).text == "tea"
    assert len(asked.callbacks) == 1


@pytest.mark.parametrize("is_done", [True, False], ids=["lost", "cut"])
async def test_an_answer_that_is_cut_is_given_again(discord: Discord, waiter: Waiter, is_done: bool) -> None:
    """Discord says of one that had arrived that the interaction was acknowledged before, which is what is wanted."""
    discord.faults.add(CALLBACK, Fault(is_cut=True, is_done=is_done))
    asked = discord.slash(discord.asker, discord.general, "alibaba", {"topic": "tea"})
    interaction = await waiter.came.get()

    assert await answered(lambda: interaction.response.send_message("tea"), AT_ONCE)

    assert (await discord.shown(asked)).text == "tea"
    assert len(discord.requested("POST /interactions/{interaction}/{token}/callback")) == 2


async def test_an_interaction_whose_time_is_over_is_dropped(
    discord: Discord, waiter: Waiter, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody can be answered any more; the log counts them."""
    asked = discord.slash(discord.asker, discord.general, "alibaba", {"topic": "tea"})
    interaction = await waiter.came.get()
    asked.expire()

    assert not await answered(lambda: interaction.response.send_message("tea"), AT_ONCE)
    assert not await answered(lambda: interaction.edit_original_response(content="tea"), AT_ONCE)

    assert [record.message for record in caplog.records if record.name == "dossier"] == ["discord.interaction_over"] * 2


async def test_an_edit_of_an_answer_is_made_again(discord: Discord, waiter: Waiter) -> None:
    """It comes to the same."""
    asked = discord.slash(discord.asker, discord.general, "alibaba", {"topic": "tea"})
    interaction = await waiter.came.get()
    assert await answered(interaction.response.defer, AT_ONCE)
    discord.faults.add("PATCH /webhooks/*", Fault(is_cut=True, is_done=True))

    assert await answered(lambda: interaction.edit_original_response(content="tea"), AT_ONCE)

    assert (await discord.shown(asked)).text == "tea"
    assert [request.method for request in discord.requests[-2:]] == ["PATCH", "PATCH"]


async def test_an_answer_that_discord_refuses_is_a_fault_of_ours(discord: Discord, waiter: Waiter) -> None:
    """Whoever answers can try another."""
    discord.faults.add(CALLBACK, Fault(status=400, code=50035))
    discord.slash(discord.asker, discord.general, "alibaba", {"topic": "tea"})
    interaction = await waiter.came.get()

    with pytest.raises(RefusedError, match="invalid_form"):
        await answered(lambda: interaction.response.send_message("tea"), AT_ONCE)
