"""What is pressed twice, or belongs to what is not there any more."""

from typing import Any

import pytest
import simcord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult

from tests.discord.simulated.seen import mention, reply, text, told


async def test_a_page_whose_message_was_deleted_meanwhile_is_shown_anew(
    env: simcord.Env, asker: MemberActor, general: ChannelHandle
) -> None:
    """Discord does not know the message any more; the reader reads on all the same."""
    answer = await mention(asker, general, "Alibaba")
    first = await asker.click(answer, label="Everything on Alibaba")
    env.inject_error("POST", "/interactions/*", status=404, code=10008, message="Unknown Message")

    result = await asker.click(reply(first), label="Next")

    assert reply(result).id != reply(first).id
    assert result.ephemeral
    assert text(reply(result)) != text(reply(first))


@pytest.mark.parametrize(
    "modal", [("Ask a follow-up", "When was it launched?", "Alipay"), ("Not helpful", "wrong", "Thank")]
)
async def test_a_modal_is_answered_though_its_message_is_gone(
    env: simcord.Env, admin: MemberActor, asker: MemberActor, general: ChannelHandle, modal: tuple[str, str, str]
) -> None:
    """Who was writing meanwhile has not written in vain; and alone, for the message may have been a private one."""
    label, value, said = modal
    await admin.slash(general, "briefing settings", name="audience", value="channel")
    answer = await mention(asker, general, "Who founded Alipay?")
    await asker.submit_modal(await asker.click(answer, label=label), {"value": value})

    result = await _sent_anew(env, _last_interaction(env), without="message")

    assert said in told(result)
    assert result.ephemeral


async def test_an_interaction_that_discord_repeats_is_answered_once(
    env: simcord.Env, asker: MemberActor, general: ChannelHandle
) -> None:
    """The same id is the same press."""
    answer = await mention(asker, general, "Cainiao")
    await asker.click(answer, label="Logistics")
    before = len(env.http_requests)

    env.backend.emit("INTERACTION_CREATE", _last_interaction(env))
    await env.settle()

    assert len(env.http_requests) == before


async def test_what_is_typed_into_a_field_is_completed_once_for_each_time(
    env: simcord.Env, asker: MemberActor, general: ChannelHandle
) -> None:
    """A second answer would be refused."""
    await asker.autocomplete(general, "alibaba", "topic", "cai")
    before = len(env.http_requests)

    env.backend.emit("INTERACTION_CREATE", _last_interaction(env))
    await env.settle()

    assert len(env.http_requests) == before


async def test_two_presses_are_answered_twice(asker: MemberActor, general: ChannelHandle) -> None:
    """Neither is left as if nobody had heard it."""
    answer = await mention(asker, general, "Cainiao")

    results = [await asker.click(answer, label="Logistics") for _ in range(2)]

    assert all("Logistics" in told(each) for each in results)


async def test_a_reply_that_could_not_be_shared_may_be_shared_again(
    env: simcord.Env, asker: MemberActor, general: ChannelHandle
) -> None:
    """Its asker is told, and does not find it shared before."""
    private = await asker.slash(general, "alibaba", topic="cainiao")
    env.inject_error("POST", "/interactions/*", status=403, code=50001)

    refused = await asker.click(reply(private), label="Share")
    shared = await asker.click(reply(private), label="Share")

    assert "Not shared" in told(refused)
    assert refused.ephemeral
    assert not shared.ephemeral


async def test_a_modal_that_discord_refuses_gives_way_to_an_apology(
    env: simcord.Env, asker: MemberActor, general: ChannelHandle
) -> None:
    """Whoever waits for it is told."""
    answer = await mention(asker, general, "Cainiao")
    env.inject_error("POST", "/interactions/*", status=400, code=50035)

    result = await asker.click(answer, label="Ask a follow-up")

    assert "Something went wrong" in told(result)


async def test_an_interaction_that_is_over_is_lost_and_no_fault(
    env: simcord.Env, asker: MemberActor, general: ChannelHandle
) -> None:
    """Nothing more is tried."""
    env.inject_error("POST", "/interactions/*", status=404, code=10062)
    before = len(env.http_requests)

    result = await asker.slash(general, "alibaba", topic="cainiao")

    assert not result.acknowledged
    assert len(env.http_requests) == before + 1


def _last_interaction(env: simcord.Env) -> dict[str, Any]:
    """What the bot was told of the last press."""
    return next(dict(told) for _, name, told in reversed(env.backend.transcript) if name == "INTERACTION_CREATE")


async def _sent_anew(env: simcord.Env, sent: dict[str, Any], without: str) -> InteractionResult:
    """The same by the same person once more, but for something that Discord leaves out."""
    channel, guild, person = int(sent["channel_id"]), int(sent["guild_id"]), int(sent["member"]["user"]["id"])
    record = env.backend.new_interaction(sent["type"], channel, person, guild)
    rest = {name: value for name, value in sent.items() if name != without}
    env.backend.emit("INTERACTION_CREATE", {**rest, "id": str(record.id), "token": record.token})
    await env.settle()
    return InteractionResult(env, record)
