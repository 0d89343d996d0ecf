"""Who may use the commands of admins."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from discord import AutoShardedClient, Permissions

from bot.adapters.discord.members import NO_CHANNEL, NO_SERVER, NOWHERE, UNCHECKED, Members, standing
from bot.adapters.discord.parse import ELSEWHERE
from bot.standing import Standing
from handlers.request import Place
from handlers.state import Reach
from tests.discord.bare import bare, connected, told
from tests.discord.commanded import loopback
from tests.discord.fake.faults import Fault
from tests.discord.fake.permissions import Permission
from tests.discord.fake.server import Discord
from tests.discord.fake.world import Channel, Role, User

MEMBER = "GET /guilds/{guild}/members/{user}"
WHOLE = Standing(Reach.WORKSPACE)


@dataclass
class Bench:
    """Members of a server, none known yet."""

    discord: Discord
    client: AutoShardedClient
    members: Members
    keepers: Role

    async def standing(self, user: User, needed: Reach = Reach.CHANNEL, channel: Channel | None = None) -> Standing:
        """What somebody administers in a channel."""
        place = Place("discord", str(self.discord.guild.id), str((channel or self.discord.general).id))
        return await self.members.standing(place, str(user.id), needed)


@pytest.fixture
async def discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    """A Discord on the loopback interface."""
    async with loopback(monkeypatch) as running:
        yield running


@pytest.fixture
async def bench(discord: Discord) -> AsyncIterator[Bench]:
    """A client that knows its server, and the role of its keepers."""
    keepers = discord.add_role(discord.guild, "keepers", Permission.MANAGE_GUILD)
    async with connected(discord) as client:
        yield Bench(discord, client, Members(client), keepers)


@pytest.mark.parametrize(
    ("permissions", "needed", "expected"),
    [
        (Permissions(administrator=True), Reach.WORKSPACE, WHOLE),
        (Permissions(manage_guild=True), Reach.WORKSPACE, WHOLE),
        (Permissions(manage_guild=True), Reach.CHANNEL, WHOLE),
        (Permissions(manage_channels=True), Reach.CHANNEL, Standing(Reach.CHANNEL)),
        (Permissions(manage_channels=True), Reach.WORKSPACE, Standing(None, NO_SERVER)),
        (Permissions(manage_messages=True, manage_roles=True), Reach.CHANNEL, Standing(None, NO_CHANNEL)),
        (Permissions.none(), Reach.WORKSPACE, Standing(None, NO_SERVER)),
    ],
)
def test_an_interaction_says_what_its_user_may_do(permissions: Permissions, needed: Reach, expected: Standing) -> None:
    """The server, or the one channel; all others hear what is missing."""
    assert standing(permissions, Place("discord", "1", "2"), needed) == expected


def test_outside_of_servers_nobody_administers_anything() -> None:
    """Discord gives the users of an app all permissions in their direct messages."""
    assert standing(Permissions.all(), Place("discord", ELSEWHERE, "2"), Reach.CHANNEL) == Standing(None, NOWHERE)


async def test_in_direct_messages_nobody_is_looked_up(bench: Bench) -> None:
    """It would change nothing."""
    found = await bench.members.standing(Place("discord", ELSEWHERE, "2"), "3", Reach.CHANNEL)

    assert found == Standing(None, NOWHERE)
    assert not bench.discord.requested(MEMBER)


async def test_the_owner_of_a_server_administers_it(bench: Bench) -> None:
    """Without a role that says so."""
    assert await bench.standing(bench.discord.admin, Reach.WORKSPACE) == WHOLE


async def test_a_role_makes_an_admin(bench: Bench) -> None:
    """Of the whole server."""
    before = await bench.standing(bench.discord.asker, Reach.WORKSPACE)
    bench.discord.assign(bench.discord.guild, bench.discord.asker, bench.keepers)
    bench.members = Members(bench.client)

    assert before == Standing(None, NO_SERVER)
    assert await bench.standing(bench.discord.asker, Reach.WORKSPACE) == WHOLE


async def test_a_role_may_be_given_less(bench: Bench) -> None:
    """Discord tells of it at once, and nothing of before is remembered."""
    (known,) = [role for role in bench.client.guilds[0].roles if role.name == "keepers"]
    bench.discord.assign(bench.discord.guild, bench.discord.asker, bench.keepers)
    before = await bench.standing(bench.discord.asker, Reach.WORKSPACE)
    bench.discord.grant(bench.keepers, Permission.NONE)
    await told(bench.client, lambda: known.permissions == Permissions.none())

    assert before == WHOLE
    assert await bench.standing(bench.discord.asker, Reach.WORKSPACE) == Standing(None, NO_SERVER)


async def test_a_channel_may_have_admins_of_its_own(bench: Bench) -> None:
    """By the permissions of that channel, also in its threads; what concerns the whole server is not theirs."""
    bench.discord.permit(bench.discord.general, bench.discord.asker, allow=Permission.MANAGE_CHANNELS)
    thread = bench.discord.add_thread(bench.discord.general, "Tea")
    other = bench.discord.add_channel(bench.discord.guild, "other")
    await told(bench.client, lambda: bench.client.get_channel(other.id))

    assert await bench.standing(bench.discord.asker) == Standing(Reach.CHANNEL)
    assert await bench.standing(bench.discord.asker, channel=thread) == Standing(Reach.CHANNEL)
    assert await bench.standing(bench.discord.asker, channel=other) == Standing(None, NO_CHANNEL)
    assert await bench.standing(bench.discord.asker, Reach.WORKSPACE) == Standing(None, NO_SERVER)


async def test_a_thread_that_was_put_away_is_looked_up(bench: Bench) -> None:
    """Discord tells of those alone that are open."""
    thread = bench.discord.add_thread(bench.discord.general, "Tea")
    await told(bench.client, lambda: bench.client.get_channel(thread.id))
    bench.discord.archive(thread)
    await told(bench.client, lambda: not bench.client.get_channel(thread.id))

    assert await bench.standing(bench.discord.admin, channel=thread) == WHOLE


async def test_a_channel_of_another_server_gives_no_rights(bench: Bench) -> None:
    """Nor does a direct message that is said to be one of the server's."""
    other = bench.discord.add_guild("other", owner=bench.discord.asker)
    channels = (bench.discord.add_channel(other, "tea"), bench.discord.direct(bench.discord.asker))

    found = [await bench.standing(bench.discord.admin, channel=channel) for channel in channels]

    assert found == [Standing(None, UNCHECKED)] * 2


async def test_who_is_no_member_may_nothing(bench: Bench) -> None:
    """Left since, or never there."""
    stranger = bench.discord.add_user("stranger")

    assert await bench.standing(stranger) == Standing(None, NO_CHANNEL)


async def test_a_person_is_looked_up_once(bench: Bench) -> None:
    """For some minutes."""
    await bench.standing(bench.discord.asker)
    await bench.standing(bench.discord.asker, Reach.WORKSPACE)

    assert len(bench.discord.requested(MEMBER)) == 1


@pytest.mark.parametrize("fault", [Fault(status=503), Fault(status=403, code=50001)])
async def test_who_cannot_be_checked_is_refused(bench: Bench, fault: Fault, caplog: pytest.LogCaptureFixture) -> None:
    """And told so; the next time it is tried again."""
    bench.discord.faults.add("GET /guilds/*/members/*", fault)

    refused, known = await bench.standing(bench.discord.admin), await bench.standing(bench.discord.admin)

    assert (refused, known) == (Standing(None, UNCHECKED), WHOLE)
    assert "discord.permission_unchecked" in [record.message for record in caplog.records]


async def test_who_cannot_be_checked_in_time_is_refused(bench: Bench) -> None:
    """Nobody waits for long."""
    gate = asyncio.Event()
    bench.discord.faults.add("GET /guilds/*/members/*", Fault(gate=gate))
    bench.members = Members(bench.client, patience=0.05)

    refused = await bench.standing(bench.discord.admin)
    gate.set()

    assert refused == Standing(None, UNCHECKED)


async def test_a_server_that_is_away_says_nothing_of_anybody(discord: Discord) -> None:
    """Before Discord told of it, or after the bot was removed."""
    place = Place("discord", str(discord.guild.id), str(discord.general.id))

    assert await Members(bare()).standing(place, str(discord.admin.id), Reach.CHANNEL) == Standing(None, UNCHECKED)
