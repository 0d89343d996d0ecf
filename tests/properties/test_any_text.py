"""Whatever is asked, by meaning or by words alone: there is a reply, and all that it rests on can be written down."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.wire import line
from corpus.collection import Corpus
from corpus.search import Indexing
from handlers.ask import ask
from handlers.card import Context, Outcome, Reply
from handlers.request import Request
from handlers.route import reply

DAY = date(2026, 11, 22)
SCRIPTS = (
    "Alipay how many users PayPal Cainiao when why and 427 million 2016 "
    "支付宝 菜鸟 什么时候 ユーザー 알리페이 Алипай сколько علي بابا कितने ทำไม Ελλάδα naïve ﬁ 🐼 ㎞ Ⅷ"
).split()
mixed_scripts = st.lists(st.sampled_from(SCRIPTS) | st.text(max_size=6), max_size=15).map(" ".join)
punctuation = st.text(
    st.characters(categories=["Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "Sc", "Sk", "Sm"]), max_size=80
)
control = st.lists(st.sampled_from(SCRIPTS) | st.characters(categories=["Cc", "Cf", "Cs", "Co"]), max_size=20).map(
    "".join
)
anything = mixed_scripts | punctuation | control | st.text(max_size=120)


@pytest.fixture(scope="module", params=["by meaning", "by words"])
def tier(request: pytest.FixtureRequest, shipped: Corpus) -> Corpus:
    """The shipped corpus as it is searched with and without the encoder."""
    return shipped if request.param == "by meaning" else replace(shipped, indexing=Indexing())


def check(said: Reply) -> None:
    """The card says something, and the line of JSON holds the evidence as it was, in bounds that a reader may trust."""
    written = json.loads(line(said))

    assert said.card.title
    assert said.card.blocks
    assert (written["evidence"] is None) == (said.evidence is None)
    if said.evidence:
        assert written["evidence"]["outcome"] == said.evidence.outcome
        assert [each["id"] for each in written["evidence"]["passages"]] == [
            verdict.passage.id for verdict in said.evidence.verdicts
        ]
        assert all(abs(each["score"]) < 2 and each["coverage"] >= 0 for each in written["evidence"]["passages"])
        assert said.evidence.outcome is not Outcome.NONE or not list(said.card.facts())


@settings(max_examples=150, deadline=None)
@given(text=anything, before=st.sampled_from(["", "How many people use Alipay?", "compare Alipay and PayPal"]))
@example(text="why?", before="compare Alipay and PayPal")
@example(text="what about 菜鸟?", before="How many people use Alipay?")
@example(text="?", before="How many people use Alipay?")
def test_any_text_gets_a_reply_that_can_be_written_down(tier: Corpus, text: str, before: str) -> None:
    """Mixed scripts, punctuation alone and control characters, at the start of a thread or later."""
    context = reply(Request(before, DAY), tier).context if before else Context()

    check(reply(Request(text, DAY, context=context), tier))


@settings(max_examples=75, deadline=None)
@given(anything)
def test_any_text_that_is_asked_as_a_question_gets_a_reply(tier: Corpus, text: str) -> None:
    """The command itself looks at no length and takes no text for a greeting or a name."""
    check(ask(Request(text, DAY), tier))


@pytest.mark.parametrize(
    "text",
    [
        "word " * 10_000,
        "how many people use Alipay? " * 2_000,
        "支付宝有多少用户" * 1_250,
        "?! " * 10_000,
        "\x00\x1b\u202e" * 10_000,
    ],
    ids=["one word", "a question over and over", "Chinese", "punctuation", "control characters"],
)
@pytest.mark.parametrize("entry", [ask, reply], ids=["as a question", "as any text"])
def test_ten_thousand_words_get_a_reply(tier: Corpus, entry: Callable[[Request, Corpus], Reply], text: str) -> None:
    """Typed, they are declined for their length; handed to the command, they are read like any question."""
    check(entry(Request(text, DAY), tier))


def test_both_tiers_answer_a_plain_question_alike(tier: Corpus) -> None:
    """What differs is how other words are understood, not what a plain question gets."""
    said = reply(Request("How many people use Alipay?", DAY), tier)

    assert said.evidence
    assert said.evidence.outcome is Outcome.ANSWER
    assert next(said.card.facts()).text == "Alipay now has about 427 million monthly active users."
