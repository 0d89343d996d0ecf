"""Golden replies that chats alone give: to commands for admins, and refusals; ``make golden`` writes them anew."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from bot.adapters.discord import render as discord
from bot.adapters.slack import render
from bot.limiter import Limiter
from bot.pipeline import Pipeline
from bot.plain import plain
from bot.standing import Standing
from corpus.collection import Corpus
from handlers.card import Reply
from handlers.registry import STATE_COMMANDS
from handlers.request import Place, Request
from handlers.rhythm import WEEKDAYS, Rhythm
from handlers.state import Lately, Logged, News, Posted, Reach, Stage, Vote
from handlers.subscription import Kind as Subscribed
from handlers.subscription import Subscription
from tests.discord.published import check
from tests.handlers.memory import Memory, elsewhere, logged
from tests.slack.published import problems_of_message

FOLDER = Path(__file__).parent
DAY = date(2026, 11, 22)
REFUSED = "It takes an admin or owner of the workspace, or whoever created this channel. Ask one of them."
ADMIN, CREATOR = Standing(Reach.WORKSPACE), Standing(Reach.CHANNEL)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says, with which standing, and how many times in one moment; two a minute are allowed."""

    text: str
    standing: Standing = ADMIN
    times: int = 1


SAID = {
    "chat-help": Said("help"),
    "chat-subscribe": Said("subscribe digest mondays at 9h Paris time about Singles Day, skip quiet weeks"),
    "chat-subscribe-changed": Said("subscribe fact at half past nine"),
    "chat-subscribe-refused": Said("subscribe fact at 25:00 London time about Cainiao"),
    "chat-subscribe-unknown-topic": Said("subscribe fact about sesame"),
    "chat-subscriptions": Said("subscriptions"),
    "chat-preview": Said("preview"),
    "chat-test": Said("test"),
    "chat-test-digest": Said("test digest"),
    "chat-status": Said("status"),
    "chat-pause": Said("pause fact"),
    "chat-resume": Said("resume"),
    "chat-unsubscribe": Said("unsubscribe fact"),
    "chat-gaps": Said("gaps"),
    "chat-gaps-of-a-channel": Said("gaps", CREATOR),
    "chat-gaps-resolve": Said("gaps resolve b2c4 d9d9"),
    "chat-settings": Said("settings"),
    "chat-settings-audience": Said("settings audience"),
    "chat-settings-audience-channel": Said("settings audience channel"),
    "chat-settings-without-channels": Said("settings auto-answer on"),
    "chat-settings-unknown": Said("settings audiences asker"),
    "chat-feedback": Said("feedback"),
    "chat-auto-answers": Said("auto-answers"),
    "chat-denied": Said("gaps", Standing(None, REFUSED)),
    "chat-too-many": Said("help", times=3),
}


def stored(corpus: Corpus) -> Memory:
    """What a workspace left behind in a month."""
    near = tuple(passage.id for passage in corpus.about("cainiao") if passage.record.subject == "cainiao")[:3]
    users = _answer("How many users does Alipay have?", corpus)
    memory = Memory(names={"C1": "#general", "C2": "#data", "D1": "a direct message"}, own_zone="Europe/Paris")
    for question in (
        logged("temu", "e5f60000", date(2026, 9, 2)),
        logged("How many planes does Cainiao own?", "b2c40000", date(2026, 11, 3)),
        elsewhere(logged("Cainiao: how many planes does it own?", "b2c50000", date(2026, 11, 20), *near), "C2"),
        elsewhere(logged("Who painted the offices of Taobao?", "a1b20000", date(2026, 11, 21)), "D1"),
    ):
        memory.ask(question)
    _subscribe(memory)
    memory.told = Lately(
        datetime(2026, 11, 16, 8, tzinfo=UTC).timestamp(),
        news=(News("lessons", is_new=False), News("disrupters", is_new=True)),
        answered=(users, replace(users, id="f7a90000"), _answer("When was Cainiao launched?", corpus)),
        gaps=tuple(memory.open),
    )
    memory.unasked = [users]
    memory.cast = [
        Vote(users, is_helpful=False, reason="out_of_date"),
        Vote(users, is_helpful=False, reason=""),
        Vote(users, is_helpful=True, reason=""),
        Vote(logged("Cainiao", "c3d40000", date(2026, 11, 9)), is_helpful=True, reason=""),
    ]
    return memory


def _subscribe(memory: Memory) -> None:
    """Two channels with a subscription each; the posts of one were skipped, refused and made."""
    general = Subscription(
        "1df4ccb9a389",
        Place("slack", "T1", "C1"),
        Subscribed.FACT,
        Rhythm(time(9), WEEKDAYS, "Europe/Paris"),
        ("cainiao", "alipay"),
        datetime(2026, 11, 23, 8, tzinfo=UTC).timestamp(),
    )
    mondays = Rhythm(time(8, 30), frozenset({0}), "Asia/Shanghai")
    data = replace(
        general,
        id="77b0c2d4e5f6",
        place=Place("slack", "T1", "C2"),
        kind=Subscribed.DIGEST,
        rhythm=mondays,
        topics=(),
        next_at=None,
        paused_because="not_in_channel",
    )
    memory.held = {each.id: each for each in (general, data)}
    friday = datetime(2026, 11, 20, 8, tzinfo=UTC).timestamp()
    memory.made_posts[general.id] = (
        Posted(friday, Stage.SKIPPED, "the bot was not running then"),
        Posted(friday - 86_400, Stage.FAILED, "not_in_channel"),
        Posted(friday - 2 * 86_400, Stage.CONFIRMED, message_id="1795348800.000100"),
    )


def _answer(text: str, corpus: Corpus) -> Logged:
    """A question with the sentence that answers it."""
    found = next(verdict for verdict in corpus.ranked(corpus.question(text)) if verdict.answers)
    return logged(text, "f7a80000", date(2026, 11, 12), found.passage.id)


async def reply(said: Said, corpus: Corpus) -> Reply:
    """The reply to what was said last."""
    memory = stored(corpus)

    def states(_place: Place, reach: Reach, _zone: str) -> Memory:
        memory.reach = reach
        if reach is Reach.CHANNEL:
            memory.open = [gap for gap in memory.gaps() if gap.channel == "C1"]
        return memory

    async def rights(_needed: Reach) -> Standing:
        return said.standing

    pipeline = Pipeline(lambda: corpus, states, Limiter(2, lambda: 0.0), ThreadPoolExecutor(1))
    request = Request(said.text, DAY, place=Place("slack", "T1", "C1"), user="U1")
    replies = [await pipeline.reply(request, rights) for _ in range(said.times)]
    await pipeline.close()
    assert replies[-1]
    return replies[-1]


@pytest.mark.parametrize("slug", SAID)
async def test_the_reply_is_the_golden_one(shipped: Corpus, slug: str) -> None:
    """A reply changes only together with its golden files, where a reviewer reads it; chats take it as it is."""
    card = (await reply(SAID[slug], shipped)).card
    message, on_discord = render.message(card), discord.message(card)
    written = {
        "plain.txt": f"{plain(card)}\n",
        "slack.json": f"{json.dumps(message, ensure_ascii=False, indent=2)}\n",
        "discord.json": f"{json.dumps(on_discord, ensure_ascii=False, indent=2)}\n",
    }
    folder = FOLDER / slug
    if os.environ.get("UPDATE_GOLDEN"):
        folder.mkdir(exist_ok=True)
        for name, text in written.items():
            (folder / name).write_text(text, encoding="utf-8")

    assert problems_of_message(message) == []
    assert check("POST", "/channels/1/messages", on_discord) == ()
    for name, text in written.items():
        assert (folder / name).read_text(encoding="utf-8") == text, (
            f"{slug}/{name}: if the difference is meant, make golden"
        )


def test_every_command_for_admins_has_a_golden_reply() -> None:
    """A command that is added is read as a customer would read it."""
    assert {command.name for command in STATE_COMMANDS} <= {said.text.split()[0] for said in SAID.values()}


def test_every_golden_folder_is_compared() -> None:
    """A reply that is asked for no more leaves no files behind."""
    assert sorted(SAID) == sorted(path.parent.name for path in FOLDER.glob("*/plain.txt"))
