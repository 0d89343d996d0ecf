"""What the thread on a question is called, once the question is another or none."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from bot.adapters.discord.threads import TAKEN_BACK
from bot.tasks import Tasks
from tests.discord.conftest import Running
from tests.discord.fake.faults import Fault
from tests.discord.fake.message import Message
from tests.discord.fake.server import Discord
from tests.discord.fake.world import Channel
from tests.discord.faulty import COUNTRIES, QUICK
from tests.discord.test_threads import LAUNCH, choose, mentioned

RENAME = "PATCH /channels/{channel}"


@pytest.fixture
async def chosen(running: Running, discord: Discord) -> AsyncIterator[Discord]:
    """Discord with the bot in it, and the general channel chosen for threads."""
    async with running(pace=QUICK):
        await discord.connected()
        await choose(discord)
        yield discord


async def answered(chosen: Discord) -> tuple[Message, Channel]:
    """A question, and the thread on it."""
    asked = mentioned(chosen)
    return asked, (await chosen.reply(asked)).channel


async def called(chosen: Discord, thread: Channel, name: str) -> None:
    """Wait until a thread has a name."""
    await chosen.until(lambda: thread.name == name)


async def test_a_question_that_is_deleted_does_not_live_on_as_a_name(chosen: Discord) -> None:
    """Its thread may stay, for others may have written in it."""
    asked, thread = await answered(chosen)
    chosen.say(chosen.admin, thread, "I wonder, too.")

    chosen.delete(asked)
    await called(chosen, thread, TAKEN_BACK)

    assert thread.id in chosen.channels


async def test_a_thread_that_was_put_away_is_called_otherwise_as_well(chosen: Discord) -> None:
    """A day later, for example."""
    asked, thread = await answered(chosen)
    chosen.archive(thread)

    chosen.delete(asked)

    await called(chosen, thread, TAKEN_BACK)


async def test_a_question_that_is_edited_gives_its_thread_another_name(chosen: Discord) -> None:
    """And one that is put back into a thread gives it its name again."""
    asked, thread = await answered(chosen)

    chosen.edit(asked, f"{chosen.bot.mention} {LAUNCH.replace('it', 'Cainiao')}")
    await called(chosen, thread, "when was Cainiao launched?")
    chosen.edit(asked, "never mind")
    await called(chosen, thread, TAKEN_BACK)
    chosen.edit(asked, f"{chosen.bot.mention} {COUNTRIES}")
    await called(chosen, thread, COUNTRIES)


async def test_a_name_that_may_not_be_changed_yet_is_changed_later(
    chosen: Discord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Discord lets it be changed twice in ten minutes; what is wanted meanwhile goes before."""
    later: list[tuple[float, Callable[[], Awaitable[None]]]] = []
    asked, thread = await answered(chosen)
    monkeypatch.setattr(Tasks, "later", lambda _, seconds, work: later.append((seconds, work)))
    chosen.faults.add(f"PATCH /channels/{thread.id}", Fault(status=429, retry_after=583))
    chosen.edit(asked, f"{chosen.bot.mention} what is alipay?")
    await chosen.until(lambda: later)
    (seconds, work), before = later[0], thread.name

    await work()
    changed = thread.name
    chosen.delete(asked)
    await called(chosen, thread, TAKEN_BACK)
    await work()

    assert seconds == 583
    assert (before, changed, thread.name) == (COUNTRIES, "what is alipay?", TAKEN_BACK)


async def test_a_thread_that_somebody_else_opened_keeps_its_name(chosen: Discord) -> None:
    """It is theirs."""
    asked = chosen.say(chosen.asker, chosen.general, COUNTRIES)
    thread = chosen.add_thread(chosen.general, "Logistics", asked)
    chosen.edit(asked, f"{chosen.bot.mention} {COUNTRIES}")
    answer = await chosen.reply(asked)

    chosen.delete(asked)
    await chosen.until(lambda: answer.is_deleted)
    await answered(chosen)

    assert thread.name == "Logistics"
    assert not chosen.requested(RENAME)


async def test_a_name_that_cannot_be_changed_is_logged(chosen: Discord, caplog: pytest.LogCaptureFixture) -> None:
    """The answer is taken back all the same."""
    caplog.set_level("INFO", "dossier")
    asked, thread = await answered(chosen)
    chosen.faults.add(f"PATCH /channels/{thread.id}", Fault(status=403, code=50013))

    chosen.delete(asked)
    await chosen.until(lambda: "discord.thread_not_renamed" in caplog.text)

    assert thread.name == COUNTRIES
