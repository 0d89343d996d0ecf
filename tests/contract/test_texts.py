"""What the bot says in every chat: all of it there, for the eye and the ear, and nothing that pings."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.clock import today
from bot.wording import harmless
from corpus.collection import Corpus
from corpus.encoder import Encoder
from corpus.load import load
from corpus.search import Indexing
from handlers.request import Request
from handlers.route import reply
from tests.contract.conftest import OpenDriver
from tests.contract.driver import Chat, Driver
from tests.golden.test_golden import ASKED

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
TYPED = (
    "<!channel> zeppelin",
    "@here @everyone @channel zeppelin",
    "<@U9999999> zeppelin & <#C9999999|general>",
    "<https://evil.example|cainiao>",
    "https://evil.example/?a=1&b=2",
    "*zeppelin* _zeppelin_ ~zeppelin~ `zeppelin` ```zeppelin```",
    "[zeppelin](https://evil.example) ||zeppelin|| # zeppelin > zeppelin",
    "&lt;!channel&gt; &amp;lt;!channel&amp;gt;",
    "\u202eniloppez\u202c \u2066zeppelin\u2069 \u200ezeppelin\u200f",
    "zep\u0000pelin \u001b[31mzeppelin\u001b[0m \u0007 \u009b31m",
    "\u0627\u0644\u0645\u0646\u0637\u0627\u062f \u05de\u05e0\u05d8\u05d3",
    ":tada: :+1: <!date^1^{date}|zeppelin>",
)


@pytest.fixture(scope="module")
def hostile(encoder: Encoder) -> Corpus:
    """Articles whose texts, titles and authors are full of what chats act upon."""
    return replace(load(CORPORA / "hostile"), indexing=Indexing(encoder))


@pytest.mark.parametrize("text", TYPED)
async def test_nothing_that_a_person_types_comes_back_as_more_than_words(driver: Driver, text: str) -> None:
    """Not even what is repeated to say that it was not understood."""
    for said in (text, f"ask {text}?", f"brief {text}", f"compare {text} and cainiao", f"timeline {text}"):
        answer = await driver.answer(await driver.say(said))

        assert answer.text.strip()
        assert answer.acts == ()


async def test_nobody_whom_a_person_mentions_is_mentioned_by_the_bot(chat: Chat) -> None:
    """People, channels, groups and everybody."""
    for mention in chat.mentions:
        for turn in (await chat.command(f"{mention} zeppelin"), await chat.mention(f"brief {mention}?")):
            answer = await chat.answer(turn)

            assert answer.text.strip()
            assert answer.acts == ()


@pytest.mark.parametrize(
    "text",
    ["zorb", "all zorb", "how many tonnes does Zorb sell?", "When was Zorb founded?", "sources", "fact", "topics"],
)
async def test_nothing_in_an_article_comes_out_as_more_than_words(
    open_driver: OpenDriver, hostile: Corpus, text: str
) -> None:
    """A sentence is quoted letter for letter, whatever a chat would make of its letters."""
    async with open_driver(corpus=hostile) as driver:
        answer = await driver.answer(await driver.say(text))

    assert answer.acts == ()
    sentences = [harmless(fact.text) for fact in reply(Request(text, today()), hostile).card.facts()]
    assert [sentence for sentence in sentences if sentence not in answer.text or sentence not in answer.shown] == []


@pytest.mark.parametrize("slug", ASKED)
async def test_every_reply_is_whole_for_the_ear_and_for_the_eye(chat: Chat, shipped: Corpus, slug: str) -> None:
    """Every sentence it shows is read out with its source's number, or the reader is told how many are left out."""
    text = ASKED[slug]
    for turn in (await chat.command(text), await chat.mention(text)):
        said = await chat.answer(turn)
        card = reply(Request(text, today()), shipped).card

        assert card.title in said.text
        assert said.acts == ()
        for heard in (said.text, said.shown):
            lost = [fact.text for fact in card.facts() if fact.text not in heard]
            assert len(lost) <= _left_out(heard)
        kept = [fact for fact in card.facts() if fact.text in said.text]
        uncited = [
            f.text for f in kept if not re.search(rf"{re.escape(f.text)}\s\[{card.number(f.source)}\]", said.text)
        ]
        assert uncited == []


def _left_out(text: str) -> int:
    """How many sentences a text says it leaves out."""
    return sum(map(int, re.findall(r"and (\d+) more", text)))
