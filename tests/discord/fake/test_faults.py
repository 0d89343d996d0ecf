"""What goes wrong in the loopback Discord: late answers, limits, outages, lost answers, checks."""

import asyncio
from typing import Any

import aiohttp
import discord
import pytest

from tests.discord.echo import Echo
from tests.discord.fake.faults import Fault
from tests.discord.fake.server import Discord

POST = "POST /channels/*/messages"


async def test_a_late_callback_is_refused(fake: Discord, bot: Echo) -> None:
    """After three seconds nobody knows the interaction any more."""
    fake.faults.add("POST /interactions/*", Fault(gate=(gate := asyncio.Event())))
    fake.slash(fake.asker, fake.general, "echo", {"text": "one"})
    await fake.until(lambda: fake.requested("POST /interactions/{interaction}/{token}/callback"))

    fake.pass_time(4)
    gate.set()

    await fake.until(lambda: bot.failed)
    assert _code(bot) == 10062


async def test_an_expired_token_is_refused(fake: Discord, bot: Echo) -> None:
    """After fifteen minutes a deferred answer comes too late."""
    fake.faults.add("PATCH /webhooks/*", Fault(gate=(gate := asyncio.Event())))
    fake.slash(fake.asker, fake.general, "later", {"text": "one"})
    await fake.until(lambda: fake.requested("PATCH /webhooks/{application}/{token}/messages/{message}"))

    fake.pass_time(16 * 60)
    gate.set()

    await fake.until(lambda: bot.failed)
    assert _code(bot) == 50027


async def test_a_callback_whose_answer_failed_has_acknowledged(fake: Discord, bot: Echo) -> None:
    """discord.py tries once more and is told so."""
    fake.faults.add("POST /interactions/*", Fault(status=502, is_done=True))

    interaction = fake.slash(fake.asker, fake.general, "echo", {"text": "one"})

    await fake.until(lambda: bot.failed)
    assert _code(bot) == 40060
    assert len(interaction.callbacks) == 1


async def test_a_nonce_posts_once(fake: Discord, bot: Echo) -> None:
    """An accepted post whose answer was lost, repeated, gives the message of before."""
    channel = bot.get_partial_messageable(fake.general.id)
    fake.faults.add(POST, Fault(is_cut=True, is_done=True))
    with pytest.raises(aiohttp.ClientError):
        await channel.send("hello", nonce="n1")

    again = await channel.send("hello", nonce="n1")

    assert list(fake.general.messages) == [again.id]


async def test_a_cut_before_posts_nothing(fake: Discord, bot: Echo) -> None:
    """The connection ends without an answer."""
    fake.faults.add(POST, Fault(is_cut=True))

    with pytest.raises(aiohttp.ClientError):
        await bot.get_partial_messageable(fake.general.id).send("hello")

    assert not fake.general.messages


@pytest.mark.parametrize("scope", ["user", "global"])
async def test_a_rate_limit_is_waited_out(fake: Discord, bot: Echo, scope: str) -> None:
    """discord.py does so by itself where Discord says how long."""
    fake.faults.add(POST, Fault(status=429, retry_after=0.01, scope=scope))

    await bot.get_partial_messageable(fake.general.id).send("hello")

    assert [request.status for request in fake.requested("POST /channels/{channel}/messages")] == [429, 200]


async def test_cloudflare_limits_in_html(fake: Discord, bot: Echo) -> None:
    """discord.py gives up on these."""
    fake.faults.add(POST, Fault(status=429, is_cloudflare=True))

    with pytest.raises(discord.HTTPException, match="1015"):
        await bot.get_partial_messageable(fake.general.id).send("hello")


async def test_an_outage_is_an_error(fake: Discord, bot: Echo) -> None:
    """discord.py does not try again after 503."""
    fake.faults.add(POST, Fault(status=503))

    with pytest.raises(discord.DiscordServerError):
        await bot.get_partial_messageable(fake.general.id).send("hello")


async def test_an_exhausted_bucket_is_waited_for(fake: Discord, bot: Echo) -> None:
    """The headers of a good answer say so."""
    fake.faults.add(POST, Fault(remaining=0, reset_after=0.05))
    channel = bot.get_partial_messageable(fake.general.id)

    await channel.send("one")
    await channel.send("two")

    one, two = fake.requested("POST /channels/{channel}/messages")
    assert two.at - one.at > 0.04


async def test_mentions_allowed_are_a_problem(fake: Discord, bot: Echo) -> None:
    """Whoever could be notified by what the bot repeats."""
    everyone = discord.AllowedMentions(everyone=True)

    await bot.get_partial_messageable(fake.general.id).send("@everyone", allowed_mentions=everyone)

    assert fake.problems == ["POST /channels/{channel}/messages: allowed_mentions parses ['everyone']"]
    fake.problems.clear()


async def test_a_check_refuses(fake: Discord, bot: Echo) -> None:
    """What it finds is kept."""
    fake.checks.append(lambda request: ["too loud"] if request.method == "POST" else [])

    with pytest.raises(discord.HTTPException) as refused:
        await bot.get_partial_messageable(fake.general.id).send("hello")

    assert refused.value.code == 50035
    assert fake.problems == ["POST /channels/{channel}/messages: too loud"]
    fake.problems.clear()


async def test_a_nonce_is_short(bot: Echo, fake: Discord) -> None:
    """Twenty-five characters; after some minutes it may be used again."""
    channel = bot.get_partial_messageable(fake.general.id)

    with pytest.raises(discord.HTTPException, match="25 or fewer"):
        await channel.send("hello", nonce="n" * 26)

    await channel.send("hello", nonce="n" * 25)
    fake.pass_time(600)
    await channel.send("hello", nonce="n" * 25)
    assert len(fake.general.messages) == 2


async def test_all_is_well_again(fake: Discord, bot: Echo) -> None:
    """Faults that were not met can be taken back."""
    fake.faults.add(POST, Fault(status=503), times=5)
    fake.faults.clear()

    await bot.get_partial_messageable(fake.general.id).send("hello")

    assert len(fake.general.messages) == 1


async def test_a_fault_can_have_a_code_of_discord(fake: Discord, bot: Echo) -> None:
    """Whatever the state of things."""
    fake.faults.add(POST, Fault(status=403, code=50013))

    with pytest.raises(discord.Forbidden) as refused:
        await bot.get_partial_messageable(fake.general.id).send("hello")

    assert refused.value.code == 50013


def _code(bot: Echo) -> Any:
    """Discord's code of what went wrong."""
    failed = bot.failed[0]
    return failed.code if isinstance(failed, discord.HTTPException) else failed
