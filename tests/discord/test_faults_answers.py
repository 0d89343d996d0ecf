"""Answers to interactions, on a Discord that fails in every way: each is shown once, and nobody is left waiting."""

import asyncio
import logging

import pytest

from tests.discord.conftest import Running
from tests.discord.fake.faults import Fault
from tests.discord.fake.interaction import Interaction
from tests.discord.fake.server import Discord
from tests.discord.faulty import CALLBACK, COUNTRIES, QUICK, answered

ANSWER, EDIT = "POST /interactions/*", "PATCH /webhooks/*"
PASSING = {
    "500": Fault(status=500),
    "500 done": Fault(status=500, is_done=True),
    "502": Fault(status=502),
    "503": Fault(status=503),
    "503 done": Fault(status=503, is_done=True),
    "504": Fault(status=504),
    "504 done": Fault(status=504, is_done=True),
    "cut": Fault(is_cut=True),
    "cut done": Fault(is_cut=True, is_done=True),
    "limit": Fault(status=429, retry_after=0.1),
    "shared limit": Fault(status=429, retry_after=0.1, scope="shared"),
    "global limit": Fault(status=429, retry_after=0.1, scope="global"),
    "cloudflare": Fault(status=429, retry_after=0.1, is_cloudflare=True),
}
faulty = pytest.mark.parametrize("fault", PASSING.values(), ids=PASSING)


def typed(discord: Discord, topic: str = "cainiao") -> Interaction:
    """A command that somebody typed."""
    return discord.slash(discord.asker, discord.general, "alibaba", {"topic": topic})


@faulty
async def test_a_command_is_answered_once_whatever_happens_to_the_answer(
    discord: Discord, running: Running, fault: Fault
) -> None:
    """Within its three seconds."""
    async with running(pace=QUICK):
        discord.faults.add(ANSWER, fault)
        command = typed(discord)
        reply = await discord.shown(command)
        await answered(discord)

    assert "Cainiao" in reply.text
    assert len(discord.replies(command)) == 1
    assert len(command.callbacks) == 1


@faulty
async def test_a_reply_that_took_long_is_shown_whatever_happens_to_it(
    discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    """Nobody is left looking at "is thinking"."""
    monkeypatch.setattr("bot.adapters.discord.respond._PATIENCE", 0.0)
    async with running(pace=QUICK):
        discord.faults.add(EDIT, fault)
        command = typed(discord)
        reply = await discord.shown(command)

    assert command.callbacks[0][1]["type"] == 5
    assert "Cainiao" in reply.text
    assert len(discord.replies(command)) == 1


@pytest.mark.parametrize("fault", [Fault(status=503, is_done=True), Fault(is_cut=True, is_done=True)])
async def test_a_deferral_whose_answer_was_lost_is_followed_by_the_reply(
    discord: Discord, running: Running, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    """Discord says that the interaction was acknowledged before, which is what was wanted."""
    monkeypatch.setattr("bot.adapters.discord.respond._PATIENCE", 0.0)
    async with running(pace=QUICK):
        discord.faults.add(ANSWER, fault)
        command = typed(discord)
        reply = await discord.shown(command)

    assert "Cainiao" in reply.text
    assert len(command.callbacks) == 1


@faulty
async def test_a_modal_is_opened_whatever_happens_to_the_answer(
    discord: Discord, running: Running, fault: Fault
) -> None:
    """And once."""
    async with running(pace=QUICK):
        answer = await answered(discord)
        discord.faults.add(ANSWER, fault)
        press = discord.press(discord.asker, answer, answer.custom_id("Ask a follow-up"))
        await discord.until(lambda: press.modal)

    assert len(press.callbacks) == 1


@faulty
async def test_completions_come_though_an_answer_before_was_lost(
    discord: Discord, running: Running, fault: Fault
) -> None:
    """Each letter asks anew; one that is not answered is of no account."""
    async with running(pace=QUICK):
        discord.faults.add(ANSWER, fault)
        await asyncio.wait(
            [asyncio.ensure_future(discord.autocomplete(discord.asker, discord.general, "alibaba", {"topic": "ca"}))],
            timeout=0.5,
        )
        choices = await discord.autocomplete(discord.asker, discord.general, "alibaba", {"topic": "cai"})

    assert [choice["name"] for choice in choices][:1] == ["Cainiao"]


@pytest.mark.parametrize(("status", "code"), [(404, 10062), (400, 40060), (401, 50027)])
async def test_an_interaction_that_is_over_is_left_alone_and_logged(
    discord: Discord, running: Running, caplog: pytest.LogCaptureFixture, status: int, code: int
) -> None:
    """Nobody can be told anything, and it is no fault of the bot."""
    async with running(pace=QUICK):
        discord.faults.add(ANSWER, Fault(status=status, code=code), times=3)
        typed(discord)
        await discord.until(lambda: discord.requested(CALLBACK))
        await answered(discord)

    assert len(discord.requested(CALLBACK)) == 1
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR]


@pytest.mark.parametrize(
    "refusal", [Fault(status=404, code=10015), Fault(status=404, code=10008), Fault(status=401, code=50027)]
)
async def test_a_late_reply_to_what_is_gone_is_left_alone(
    discord: Discord,
    running: Running,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    refusal: Fault,
) -> None:
    """Somebody dismissed it, or a quarter of an hour has passed."""
    monkeypatch.setattr("bot.adapters.discord.respond._PATIENCE", 0.0)
    async with running(pace=QUICK):
        discord.faults.add(EDIT, refusal, times=9)
        typed(discord)
        await discord.until(lambda: discord.requested("PATCH /webhooks/{application}/{token}/messages/{message}"))
        discord.faults.clear()
        await answered(discord)

    assert "Traceback" not in caplog.text


@pytest.mark.parametrize(("status", "code"), [(400, 50035), (403, 50013), (403, 50001)])
async def test_a_reply_that_discord_refuses_is_not_silence(
    discord: Discord, running: Running, caplog: pytest.LogCaptureFixture, status: int, code: int
) -> None:
    """Its person is told something, privately, and the operator which refusal it was."""
    async with running(pace=QUICK):
        discord.faults.add(ANSWER, Fault(status=status, code=code))
        reply = await discord.shown(typed(discord))

    assert reply.text
    assert reply.is_ephemeral
    assert "discord.response_refused" in caplog.text


async def test_a_wave_of_posts_to_one_channel_holds_up_no_command(discord: Discord, running: Running) -> None:
    """Rate limits are per channel; who types a command elsewhere, or there, has their answer at once."""
    quiet = discord.add_channel(discord.guild, "quiet")
    async with running(pace=QUICK, DOSSIER_LIMITS_PER_MINUTE="1000"):
        exhausted = Fault(remaining=0, reset_after=0.8)
        discord.faults.add(f"POST /channels/{discord.general.id}/messages", exhausted)
        await answered(discord, "what is alipay?")
        asked = [discord.say(discord.asker, discord.general, COUNTRIES, mention=True) for _ in range(10)]
        command, elsewhere = typed(discord), discord.say(discord.asker, quiet, COUNTRIES, mention=True)
        await discord.shown(command)
        await discord.reply(elsewhere)
        meanwhile = [len(discord.replies(question)) for question in asked]
        for question in asked:
            await discord.reply(question)

    assert command.acked_after < 0.5
    assert meanwhile == [0] * 10
    assert [len(discord.replies(question)) for question in asked] == [1] * 10
