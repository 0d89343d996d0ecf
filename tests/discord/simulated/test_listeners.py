"""Everything that people can address the bot by is answered."""

import logging
from datetime import date
from typing import NoReturn

import pytest
import simcord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle

from bot.pipeline import Pipeline
from tests.discord.simulated.bridge import Simulation
from tests.discord.simulated.seen import labels, mention, menu, reply, text, told

_QUESTION = "How many countries does Cainiao reach?"


async def test_the_slash_word_is_answered_to_its_user_alone(asker: MemberActor, general: ChannelHandle) -> None:
    """As every server has it until it chooses otherwise."""
    result = await asker.slash(general, "alibaba", topic="cainiao")

    assert "Cainiao" in told(result)
    assert result.ephemeral


async def test_ask_is_answered(asker: MemberActor, general: ChannelHandle) -> None:
    """The second command takes a question."""
    result = await asker.slash(general, "ask", question=_QUESTION)

    assert "224 countries" in told(result)


async def test_a_half_typed_name_is_completed(asker: MemberActor, general: ChannelHandle) -> None:
    """While somebody types."""
    offered = await asker.autocomplete(general, "alibaba", "topic", "cai")

    assert offered == [{"name": "Cainiao", "value": "Cainiao"}]


async def test_a_fault_while_somebody_types_keeps_nobody_from_asking(
    monkeypatch: pytest.MonkeyPatch, asker: MemberActor, general: ChannelHandle, caplog: pytest.LogCaptureFixture
) -> None:
    """There are no choices then, and the operator learns of it."""

    async def fail(*_: object) -> NoReturn:
        raise ValueError("a fault")

    monkeypatch.setattr(Pipeline, "topics", fail)
    logging.getLogger("dossier").addHandler(caplog.handler)

    offered = await asker.autocomplete(general, "alibaba", "topic", "cai")
    asked = await asker.slash(general, "alibaba", topic="cainiao")

    assert offered == []
    assert "discord.completion_failed" in caplog.messages
    assert "Cainiao" in told(asked)


async def test_what_somebody_wrote_becomes_a_draft_and_then_a_question(
    asker: MemberActor, other: MemberActor, general: ChannelHandle
) -> None:
    """The entry in a message's menu opens the modal, which is answered when it is sent off."""
    message = await other.send(general, f"<@{asker.id}> {_QUESTION}")

    opened = await asker.context_menu(general, "Ask about this", message)
    assert opened.modal
    draft = opened.modal["components"][0]["component"]
    result = await asker.submit_modal(opened, {"value": draft["value"].removeprefix("@… ")})

    assert draft["value"] == f"@… {_QUESTION}"
    assert "224 countries" in told(result)
    assert result.ephemeral


async def test_a_mention_is_answered_where_it_was_said(asker: MemberActor, general: ChannelHandle) -> None:
    """With a reply that all may read and that pings nobody."""
    answer = await mention(asker, general, _QUESTION)

    assert "224 countries" in text(answer)
    assert answer.reference
    assert not answer.mentions
    assert not answer.flags.ephemeral


async def test_a_further_question_leans_on_the_first(asker: MemberActor, general: ChannelHandle) -> None:
    """By the modal of the answer to a mention."""
    answer = await mention(asker, general, "Who founded Alipay?")

    opened = await asker.click(answer, label="Ask a follow-up")
    result = await asker.submit_modal(opened, {"value": "When was it launched?"})

    assert "Alipay" in told(result)
    assert not result.ephemeral


async def test_a_direct_message_is_answered_and_so_is_a_command_there(env: simcord.Env, simulation: Simulation) -> None:
    """Both belong to one exchange, whichever was first: a follow-up leans on what was said last."""
    person = env.create_user("person")

    first = await person.slash("alibaba", topic="Alipay")
    simulation.written_down()
    await person.send_dm("When was it launched?")
    last = person.dm_channel.last_message

    assert not first.ephemeral
    assert last
    assert "Alipay" in text(last)
    assert "Share" not in labels(reply(first))


async def test_a_modal_in_a_direct_message_leans_on_the_exchange(env: simcord.Env, simulation: Simulation) -> None:
    """The button for it does what typing does."""
    person = env.create_user("person")
    await person.send_dm("Who founded Alipay?")
    last = person.dm_channel.last_message
    assert last

    simulation.written_down()
    opened = await person.click(last, label="Ask a follow-up")
    result = await person.submit_modal(opened, {"value": "When was it launched?"})

    assert "Alipay" in told(result)


async def test_a_menu_asks_what_is_chosen(asker: MemberActor, general: ChannelHandle) -> None:
    """The related topics that are no buttons."""
    shown = await asker.slash(general, "alibaba", topic="cainiao")
    offered = menu(reply(shown))

    result = await asker.select(reply(shown), [offered["options"][0]["value"]], custom_id=offered["custom_id"])

    assert offered["options"][0]["value"] in told(result)
    assert result.ephemeral


async def test_the_fact_of_the_day_is_another_on_the_next(
    monkeypatch: pytest.MonkeyPatch, asker: MemberActor, general: ChannelHandle
) -> None:
    """A reply that was kept holds for its day."""
    day = date(2026, 3, 1)
    monkeypatch.setattr("bot.adapters.discord.commands.today", lambda: day)
    first = told(await asker.slash(general, "alibaba", topic="fact"))
    same = told(await asker.slash(general, "alibaba", topic="fact"))

    day = date(2026, 3, 2)
    later = told(await asker.slash(general, "alibaba", topic="fact"))

    assert first == same
    assert later != first
