"""Replies that take longer than Discord waits, and what becomes of them when it waits no more."""

import asyncio
import logging
from collections.abc import Callable

import pytest
import simcord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle

from bot.conversation.ballot import Ballot
from bot.pipeline import Pipeline
from bot.standing import Rights
from handlers.card import Reply
from handlers.request import Request
from tests.discord.simulated.seen import mention, reply, text, told

Slow = Callable[[float], None]


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    """Let what is answered take so many seconds from now on."""
    given, said = Pipeline.reply, Pipeline.answer

    def slow(seconds: float) -> None:
        async def late_reply(pipeline: Pipeline, request: Request, rights: Rights) -> Reply | None:
            await asyncio.sleep(seconds)
            return await given(pipeline, request, rights)

        async def late_answer(pipeline: Pipeline, request: Request) -> Reply:
            await asyncio.sleep(seconds)
            return await said(pipeline, request)

        monkeypatch.setattr(Pipeline, "reply", late_reply)
        monkeypatch.setattr(Pipeline, "answer", late_answer)

    return slow


async def test_a_late_reply_takes_the_place_that_was_kept_for_it(
    env: simcord.Env, slow: Slow, asker: MemberActor, general: ChannelHandle
) -> None:
    """After a second it is said that it takes longer, to whom the reply will be shown."""
    slow(60)

    result = await asker.slash(general, "alibaba", topic="cainiao")
    is_promised, seen = result.deferred, result.ephemeral
    await env.advance_time(130)

    assert is_promised
    assert seen
    assert "Cainiao" in told(result)


async def test_what_turns_out_to_be_for_one_person_is_not_shown_to_all(
    env: simcord.Env, slow: Slow, admin: MemberActor, asker: MemberActor, general: ChannelHandle
) -> None:
    """All saw that a reply was to come: it comes to the asker alone, and nothing stays behind."""
    await admin.slash(general, "briefing settings", name="audience", value="channel")
    slow(60)

    result = await asker.slash(general, "alibaba", topic="gaps")
    await env.advance_time(130)

    assert [("is for admins" in text(each), each.ephemeral) for each in result.followups] == [(True, True)]
    assert result.response is None


@pytest.mark.parametrize("seconds", [0, 60])
async def test_a_failure_is_told_where_the_reply_was_to_come(
    env: simcord.Env, monkeypatch: pytest.MonkeyPatch, asker: MemberActor, general: ChannelHandle, seconds: float
) -> None:
    """At once or late: nobody is left with a bot that is thinking."""

    async def fail(*_: object) -> Reply:
        await asyncio.sleep(seconds)
        raise ValueError("a fault")

    monkeypatch.setattr(Pipeline, "reply", fail)

    result = await asker.slash(general, "alibaba", topic="cainiao")
    await env.advance_time(61)

    assert "Something went wrong" in told(result)
    assert not result.followups
    assert result.ephemeral


async def test_a_reply_that_takes_a_quarter_of_an_hour_is_given_up_while_that_can_be_said(
    env: simcord.Env, slow: Slow, asker: MemberActor, general: ChannelHandle, caplog: pytest.LogCaptureFixture
) -> None:
    """Discord takes none after that, and nobody is left waiting."""
    slow(16 * 60)
    logging.getLogger("dossier").addHandler(caplog.handler)

    result = await asker.slash(general, "alibaba", topic="cainiao")
    await env.advance_time(33 * 60)

    assert "It takes too long" in told(result)
    assert "discord.interaction_failed" not in caplog.messages


async def test_a_late_share_is_seen_by_all(
    env: simcord.Env, slow: Slow, asker: MemberActor, general: ChannelHandle
) -> None:
    """It takes a place that all see from the beginning."""
    private = await asker.slash(general, "alibaba", topic="cainiao")
    slow(30)

    result = await asker.click(reply(private), label="Share")
    await env.advance_time(31)

    assert not result.ephemeral
    assert "asker" in told(result)


async def test_a_late_page_is_turned_all_the_same(
    env: simcord.Env, slow: Slow, asker: MemberActor, general: ChannelHandle
) -> None:
    """The page before stays until then."""
    answer = await mention(asker, general, "Alibaba")
    first = await asker.click(answer, label="Everything on Alibaba")
    before = text(reply(first))
    slow(30)

    await asker.click(reply(first), label="Next")
    meanwhile = text(reply(first))
    await env.advance_time(31)

    assert meanwhile == before
    assert text(reply(first)) != before


async def test_a_fault_after_the_reply_is_told_beside_it(
    monkeypatch: pytest.MonkeyPatch, asker: MemberActor, general: ChannelHandle
) -> None:
    """The thanks for a vote that was not taken do not stand alone."""
    answer = await mention(asker, general, "Cainiao")

    async def fail(*_: object) -> None:
        raise ValueError("a fault")

    monkeypatch.setattr(Ballot, "cast", fail)
    result = await asker.click(answer, label="Helpful")

    assert ["Something went wrong" in text(each) for each in result.followups] == [True]
    assert result.followups[0].ephemeral


async def test_a_late_reply_that_is_refused_gives_way_to_an_apology(
    env: simcord.Env, slow: Slow, asker: MemberActor, general: ChannelHandle
) -> None:
    """Nobody is left with a bot that is thinking."""
    slow(60)
    env.inject_error("PATCH", "/webhooks/*", status=400, code=50035)

    result = await asker.slash(general, "alibaba", topic="cainiao")
    await env.advance_time(130)

    assert "Something went wrong" in told(result)


async def test_what_is_late_and_for_one_person_stands_in_a_direct_message_as_it_is(
    env: simcord.Env, slow: Slow
) -> None:
    """Nobody else is there to hide it from."""
    person = env.create_user("person")
    slow(60)

    result = await person.slash("alibaba", topic="gaps")
    await env.advance_time(130)

    assert "is for admins" in told(result)
    assert not result.followups


async def test_what_could_not_be_shown_aside_leaves_a_word_where_it_was_promised(
    env: simcord.Env, slow: Slow, admin: MemberActor, asker: MemberActor, general: ChannelHandle
) -> None:
    """Better than a bot that thinks for ever."""
    await admin.slash(general, "briefing settings", name="audience", value="channel")
    slow(60)
    env.inject_error("POST", "/webhooks/*", status=403, code=50001)

    result = await asker.slash(general, "alibaba", topic="gaps")
    await env.advance_time(130)

    assert "for the person who asked" in told(result)
    assert "is for admins" not in told(result)


@pytest.mark.parametrize("code", [10062, 50027])
async def test_nothing_is_answered_where_it_may_not_even_be_promised(
    env: simcord.Env, slow: Slow, asker: MemberActor, general: ChannelHandle, code: int
) -> None:
    """Discord heard nothing in time: whatever comes later has no place."""
    slow(60)
    env.inject_error("POST", "/interactions/*", status=404, code=code)

    result = await asker.slash(general, "alibaba", topic="cainiao")
    await env.advance_time(130)

    assert not result.acknowledged
    assert not told(result)


async def test_nothing_is_said_aside_when_the_promise_is_gone(
    env: simcord.Env, slow: Slow, admin: MemberActor, asker: MemberActor, general: ChannelHandle
) -> None:
    """Somebody deleted it, or its time is over."""
    await admin.slash(general, "briefing settings", name="audience", value="channel")
    slow(60)
    env.inject_error("PATCH", "/webhooks/*", status=404, code=10015)

    result = await asker.slash(general, "alibaba", topic="gaps")
    await env.advance_time(130)

    assert not result.followups


async def test_what_discord_fails_to_take_for_long_is_lost_and_no_fault(
    env: simcord.Env, asker: MemberActor, general: ChannelHandle, caplog: pytest.LogCaptureFixture
) -> None:
    """It is tried again while it may still be in time."""
    env.inject_error("POST", "/interactions/*", status=503, times=None)
    logging.getLogger("dossier").addHandler(caplog.handler)

    result = await asker.slash(general, "alibaba", topic="cainiao")

    assert not result.acknowledged
    assert "discord.response_lost" in caplog.messages


async def test_a_late_page_of_an_interaction_that_is_over_stays_as_it_was(
    env: simcord.Env, slow: Slow, asker: MemberActor, general: ChannelHandle
) -> None:
    """Its reader may turn it again."""
    answer = await mention(asker, general, "Alibaba")
    first = await asker.click(answer, label="Everything on Alibaba")
    before = text(reply(first))
    slow(30)
    env.inject_error("POST", "/interactions/*", status=404, code=10062)

    await asker.click(reply(first), label="Next")
    await env.advance_time(31)

    assert text(reply(first)) == before


async def test_what_is_asked_about_a_message_is_promised_to_whom_the_server_chose(
    env: simcord.Env, slow: Slow, admin: MemberActor, general: ChannelHandle
) -> None:
    """The modal of a message's menu belongs to no reply, so it follows the server's setting."""
    await admin.slash(general, "briefing settings", name="audience", value="channel")
    message = await admin.send(general, "Who founded Alipay?")
    opened = await admin.context_menu(general, "Ask about this", message)
    slow(60)

    result = await admin.submit_modal(opened, {"value": "Who founded Alipay?"})
    await env.advance_time(130)

    assert not result.ephemeral
    assert "Alipay" in told(result)
