"""Golden replies: what a reader of the shipped corpus sees, kept for review; ``make golden`` writes them anew."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from bot.adapters.discord import render as discord
from bot.adapters.slack.render import message
from bot.plain import plain
from bot.wire import wire
from corpus.collection import Corpus
from handlers.card import Reply
from handlers.registry import COMMANDS
from handlers.request import Request
from handlers.route import reply
from tests.discord.published import check
from tests.slack.published import problems_of_message

FOLDER = Path(__file__).parent
DAY = date(2026, 11, 11)
ASKED = {
    "topic-cainiao": "brief cainiao",
    "topic-alipay": "alipay",
    "topic-singles-day": "singles day",
    "topic-jack-ma": "jack ma",
    "topic-ant-group": "ant group",
    "topic-alibaba": "alibaba",
    "topic-whole": "all ant group",
    "topic-by-another-name": "双十一",
    "misspelling": "cianiao",
    "did-you-mean": "ali",
    "no-such-topic": "zeppelin",
    "question-how-many": "ask How many people use Alipay every month?",
    "question-how-much": "How much did Alibaba sell on Singles Day?",
    "question-when": "When was Cainiao launched?",
    "question-who": "Who is Annie Xu?",
    "question-where": "Where was Gateway 17 held?",
    "question-why": "Why did Alibaba launch Cainiao?",
    "question-unanswered": "How many employees does Cainiao have?",
    "question-left-open": "Who estimated the audience of the Singles Day gala?",
    "question-no-certain-answer": "How big did Yu'E Bao get?",
    "question-foreign": "Wie viele Menschen nutzen Alipay?",
    "question-two-topics": "When were Cainiao and Prime Day launched?",
    "question-list": "List Leo Wang's lessons for Amazon",
    "survey": "What do the articles say about Alibaba and Amazon?",
    "question-off-domain": "What's the weather in Lisbon tomorrow?",
    "compare": "compare Alipay and PayPal",
    "timeline": "timeline Singles Day",
    "fact": "fact",
    "fact-of-a-topic": "fact alipay",
    "fact-another": "fact after lessons-08d5f323 about cainiao, alipay",
    "fact-why": "fact why lessons-08d5f323 in 1df4ccb9a389 about cainiao, alipay",
    "topics": "topics",
    "sources": "sources",
    "about": "about",
    "help": "help",
    "too-long": "why " * 100,
    "nothing-to-look-up": "?!",
}


def replies(text: str, corpus: Corpus) -> dict[str, str]:
    """The reply to a text by file name: as text, as Slack and Discord get it, and as JSON, less scores that vary."""
    said = reply(Request(text, DAY), corpus)
    written = wire(said)
    for passage in written["evidence"]["passages"] if written["evidence"] else ():
        del passage["score"]
    return {
        "terminal.txt": f"{plain(said.card)}\n",
        "slack.json": f"{json.dumps(message(said.card), ensure_ascii=False, indent=2)}\n",
        "discord.json": f"{json.dumps(discord.message(said.card, _around(said)), ensure_ascii=False, indent=2)}\n",
        "reply.json": f"{json.dumps(written, ensure_ascii=False, indent=2)}\n",
    }


def _around(said: Reply) -> discord.Extras:
    """What stands around a reply in a channel of Discord; the text that shows everything is any."""
    return discord.around(said, "0" * 20, "everything", follow_up="1/2")


@pytest.mark.parametrize("slug", ASKED)
def test_the_reply_is_the_golden_one(shipped: Corpus, slug: str) -> None:
    """A reply changes only together with its golden files, where a reviewer reads it."""
    written = replies(ASKED[slug], shipped)
    folder = FOLDER / slug
    if os.environ.get("UPDATE_GOLDEN"):
        folder.mkdir(exist_ok=True)
        for name, text in written.items():
            (folder / name).write_text(text, encoding="utf-8")

    for name, text in written.items():
        assert (folder / name).read_text(encoding="utf-8") == text, (
            f"{slug}/{name}: if the difference is meant, make golden"
        )


@pytest.mark.parametrize("slug", ASKED)
def test_slack_would_take_the_golden_message(slug: str) -> None:
    """Every message that a reviewer reads is within Slack's published limits, and pings nobody."""
    assert problems_of_message(json.loads((FOLDER / slug / "slack.json").read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("slug", ASKED)
def test_discord_would_take_the_golden_message(slug: str) -> None:
    """The same for Discord's published limits."""
    message = json.loads((FOLDER / slug / "discord.json").read_text(encoding="utf-8"))

    assert check("POST", "/channels/1/messages", message) == ()


def test_every_command_has_a_golden_reply() -> None:
    """A command that is added is read as a customer would read it."""
    assert {command.name for command in COMMANDS} <= {text.split()[0] for text in ASKED.values()}


def test_every_golden_folder_is_compared() -> None:
    """A reply that is asked for no more leaves no files behind."""
    assert sorted(ASKED) == sorted(path.parent.name for path in FOLDER.glob("*/terminal.txt"))
