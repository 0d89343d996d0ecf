"""Who asks or presses without end is told so, privately, every time that Discord waits for an answer."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle

from corpus.collection import Corpus
from tests.discord.simulated.bridge import Simulation, simulated
from tests.discord.simulated.seen import mention, reply, text, told

_QUESTION = "How many countries does Cainiao reach?"


@pytest.fixture
async def simulation(shipped: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Simulation]:
    """A bot that each person may ask twice a minute."""
    async with simulated(tmp_path, shipped, monkeypatch, DOSSIER_LIMITS_PER_MINUTE="2") as simulation:
        yield simulation


async def test_every_command_over_the_limit_gets_a_private_notice(asker: MemberActor, general: ChannelHandle) -> None:
    """The first says when to ask again; the others say that it is too early, too."""
    for _ in range(2):
        await asker.slash(general, "ask", question=_QUESTION)

    over = [await asker.slash(general, "ask", question=_QUESTION) for _ in range(3)]

    assert all("One moment" in told(each) and each.ephemeral for each in over)


async def test_every_press_that_asks_gets_a_private_notice_over_the_limit(
    asker: MemberActor, general: ChannelHandle
) -> None:
    """Buttons, menus and modals count as the questions that they ask."""
    answer = await mention(asker, general, "Cainiao")
    opened = await asker.click(answer, label="Ask a follow-up")
    await asker.click(answer, label="Logistics")

    pressed = [await asker.click(answer, label="Logistics") for _ in range(2)]
    sent = await asker.submit_modal(opened, {"value": "When was it launched?"})

    assert all("One moment" in told(each) and each.ephemeral for each in (*pressed, sent))


async def test_a_mention_over_the_limit_is_told_so_once(
    simulation: Simulation, asker: MemberActor, general: ChannelHandle
) -> None:
    """By a direct message, for all others read the channel; what follows is passed over in silence."""
    for _ in range(2):
        await mention(asker, general, _QUESTION)

    before = len(general.history())
    for _ in range(3):
        await asker.send(general, f"<@{simulation.env.backend.bot_user.id}> {_QUESTION}")
    notices = asker.user.dm_channel.history()

    assert len(general.history()) == before + 3
    assert len(notices) == 1
    assert "One moment" in text(notices[0])


async def test_somebody_else_is_not_concerned(asker: MemberActor, other: MemberActor, general: ChannelHandle) -> None:
    """Each person has a limit of their own."""
    for _ in range(3):
        await asker.slash(general, "ask", question=_QUESTION)

    result = await other.slash(general, "ask", question=_QUESTION)

    assert "224 countries" in told(result)


async def test_after_a_while_one_may_ask_again(
    simulation: Simulation, asker: MemberActor, general: ChannelHandle
) -> None:
    """With two a minute, after half of one."""
    for _ in range(3):
        await asker.slash(general, "ask", question=_QUESTION)

    await simulation.env.advance_time(31)
    result = await asker.slash(general, "ask", question=_QUESTION)

    assert "224 countries" in told(result)


async def test_votes_have_a_limit_of_their_own(
    simulation: Simulation, asker: MemberActor, other: MemberActor, general: ChannelHandle
) -> None:
    """Sixty a minute, which ask nothing; who goes on is told so every time, and a second later may again."""
    answer = await mention(asker, general, _QUESTION)

    votes = [await asker.click(answer, label="Helpful") for _ in range(60)]
    over = [await asker.click(answer, label="Helpful") for _ in range(2)]
    elsewhere = await other.click(answer, label="Helpful")
    await simulation.env.advance_time(1.1)
    later = await asker.click(answer, label="Helpful")

    assert all("Thank you" in told(each) for each in votes)
    assert all("very quick" in told(each) and each.ephemeral for each in over)
    assert "Thank you" in told(elsewhere)
    assert "Thank you" in told(later)


@pytest.mark.parametrize("label", ["Not helpful", "Ask a follow-up", "Share"])
async def test_what_asks_nothing_shares_one_limit(
    simulation: Simulation, monkeypatch: pytest.MonkeyPatch, asker: MemberActor, general: ChannelHandle, label: str
) -> None:
    """Opening a modal and sharing count as votes do."""
    monkeypatch.setattr("bot.conversation.presses._PRESSES", 1)
    await simulation.restart()
    private = await asker.slash(general, "alibaba", topic="cainiao")
    await asker.click(reply(private), label="Helpful")

    result = await asker.click(reply(private), label=label)

    assert result.modal is None
    assert "very quick" in told(result)
    assert result.ephemeral


async def test_the_menu_of_a_message_opens_no_modals_without_end(
    simulation: Simulation, monkeypatch: pytest.MonkeyPatch, asker: MemberActor, general: ChannelHandle
) -> None:
    """It asks nothing either, until the modal is sent off."""
    monkeypatch.setattr("bot.conversation.presses._PRESSES", 1)
    await simulation.restart()
    message = await asker.send(general, _QUESTION)

    opened = await asker.context_menu(general, "Ask about this", message)
    over = await asker.context_menu(general, "Ask about this", message)

    assert opened.modal
    assert "very quick" in told(over)
