"""What is shown, whatever is typed: sentences of the articles, each cited, and nothing that could ping or link."""

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.plain import plain
from corpus.collection import Corpus
from handlers.card import Context, Kind, Note, Quote, Reply
from handlers.registry import COMMANDS
from handlers.request import Request
from handlers.route import reply

DAY = date(2026, 11, 22)
PINGS_OR_LINKS = ("<!", "<@", "<#", "@everyone", "@here", "@channel", "://", "](", "javascript:", "www.")
HOSTILE = (
    "<!channel>",
    "<!here|now>",
    "@everyone",
    "@here cainiao",
    "<@U123>",
    "<@!42> <#C1|general> <@&9>",
    "[x](http://y)",
    "http://evil.example/?q=cainiao",
    "www.evil.example",
    "javascript:alert(1)",
    "\u202ecainiao\u202c",
    "\u2066alipay\u2069",
    "cai\x00niao",
    "\x1b[31mcainiao\x1b[0m\x07",
    "\u009b31mcainiao",
    "c\u200ba\u200di\ufeffniao",
    "שלום alipay",
    "مرحبا",
    "🐼👩‍👩‍👧 cainiao",
    "саinіао",
    "ａｌｉｐａｙ",
    "z̷̨a̶l̴g̵o̸" * 20,
    "'; DROP TABLE topics; --",
    "<script>alert(1)</script>",
    "**bold** _it_ `code` ~x~ > quote",
    "{{7*7}} ${7*7} %s %n {0}",
    "../../etc/passwd",
    "compare @everyone and <!channel>",
    "timeline <@U123>",
    "fact http://y.z",
    "what about http://y.z?",
    "http://y.z vs @everyone",
    "thanks, <!channel>",
    "\ufdfa" * 300,
    "\ud800",
    "\u2028\u2029\x85",
    "?",
    "(" * 300,
)
HUGE = ("a", "@everyone ", "\u200b", "\u202e", " ", "é", "菜鸟", "how many ", "?", "\U0001f43c", "<!channel>")

words = st.sampled_from(
    (
        "cainiao alipay Alibaba Jack Ma Singles Day PayPal Taobao how many who when where why what is does it and "
        "about users countries launched in 2016 2019 million compare timeline fact topics sources source? with share"
    ).split()
)
anything = (
    st.text(max_size=400)
    | st.text(st.characters(categories=["Cc", "Cf", "Co", "Mn", "So", "Lo"]), max_size=60)
    | st.lists(words | st.sampled_from(HOSTILE) | st.text(max_size=8), max_size=12).map(" ".join)
    | st.builds("{} {}".format, st.sampled_from([command.name for command in COMMANDS]), st.text(max_size=60))
)


def folded(text: str) -> str:
    """A text with white space folded, as sentences are compared."""
    return " ".join(text.split())


@pytest.fixture(scope="module")
def files(shipped: Corpus) -> dict[str, str]:
    """The text of each article's file by the article's id, white space folded."""
    return {article.id: folded(article.path.read_text(encoding="utf-8")) for article in shipped.articles}


def spoken(text: str, corpus: Corpus, before: str = "") -> Reply:
    """The reply to a text, in a thread if something was said before."""
    context = reply(Request(before, DAY), corpus).context if before else Context()
    return reply(Request(text, DAY, context=context), corpus)


def hidden(text: str) -> set[str]:
    """The control, invisible and direction-changing characters of a text, line ends aside."""
    return {c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"} and c != "\n"}


def check_facts(said: Reply, files: dict[str, str]) -> None:
    """Every fact shown stands in the file of its article, and its marked figure in the fact."""
    for fact in said.card.facts():
        assert folded(fact.text) in files[fact.source]
        assert fact.strong is None or fact.text[slice(*fact.strong)].strip()


def check_sources(said: Reply) -> None:
    """What is cited is listed, what is listed is cited; only the list of sources cites nothing."""
    cited = list(dict.fromkeys(fact.source for fact in said.card.facts()))
    if said.card.title == "Sources":
        return
    assert cited == [source.id for source in said.card.sources]
    numbers = {int(n) for n in re.findall(r" \[(\d+)\](?= – |$)", plain(said.card), re.MULTILINE)}
    assert numbers <= set(range(1, len(cited) + 1))


def check_harmless(said: Reply, corpus: Corpus) -> None:
    """Nothing pings or links but what an article's own address says, and no character is hidden."""
    text = plain(said.card)
    for article in corpus.articles:
        text = text.replace(article.url, "") if article.url else text
    assert [bad for bad in PINGS_OR_LINKS if bad in text.casefold()] == []
    assert hidden(text) == set()


@settings(max_examples=400, deadline=None)
@given(text=anything, before=st.sampled_from(["", "cainiao", "How many people use Alipay?"]))
@example(text="source?", before="cainiao")
@example(text="compare with PayPal", before="How many people use Alipay?")
@example(text="what about Taobao?", before="How many people use Alipay?")
def test_whatever_is_typed_gets_sentences_of_the_articles_and_harms_nobody(
    shipped: Corpus, files: dict[str, str], text: str, before: str
) -> None:
    """Any text gets a reply, whose facts are verbatim and cited and whose words ping nobody."""
    said = spoken(text, shipped, before)

    assert said.card.title
    assert said.card.blocks
    check_facts(said, files)
    check_sources(said)
    check_harmless(said, shipped)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@pytest.mark.parametrize("before", ["", "How many people use Alipay?"], ids=["first turn", "later turn"])
def test_hostile_text_is_met_calmly(shipped: Corpus, files: dict[str, str], text: str, before: str) -> None:
    """Mentions, links, markup, control characters and look-alikes come to nothing."""
    said = spoken(text, shipped, before)

    check_facts(said, files)
    check_sources(said)
    check_harmless(said, shipped)


@pytest.mark.parametrize("text", HUGE, ids=ascii)
def test_a_megabyte_of_anything_is_met_calmly(shipped: Corpus, text: str) -> None:
    """Its length is all that is looked at, and none of it comes back."""
    said = spoken(text * (1_000_000 // len(text)), shipped)

    assert len(plain(said.card)) < 200
    check_harmless(said, shipped)


def test_a_briefing_rests_on_no_fewer_articles_than_it_cites(shipped: Corpus) -> None:
    """The number that a briefing gives counts every source below it."""
    for topic in shipped.topics.values():
        said = spoken(f"brief {topic.name}", shipped)
        cited = len(said.card.sources)
        notes = [block.text for block in said.card.blocks if isinstance(block, Note)]
        allowed = {0: ["No article says anything of it."], 1: ["Rests on one source only."]}.get(cited, [])
        held = len(shipped.articles)
        allowed += [f"Rests on {cited} of {held} articles."]
        allowed += [f"Rests on {n} of {held} articles; {cited} are cited here." for n in range(cited + 1, held + 1)]
        assert set(allowed) & set(notes), topic.id


def test_a_whole_briefing_leaves_nothing_out(shipped: Corpus) -> None:
    """What is known of a topic, and where its sources differ, is all there."""
    for topic in shipped.topics.values():
        shown = {fact.id for fact in spoken(f"all {topic.name}", shipped).card.facts()}
        assert shown >= {passage.id for passage in shipped.about(topic.id)}, topic.id


def test_an_answer_is_never_what_a_source_leaves_open(shipped: Corpus) -> None:
    """Asked in its own words, a sentence on what is missing is shown as no answer, and leaves nothing to lean on."""
    for gap in (passage for passage in shipped.passages if passage.record.attribute == "gap"):
        said = spoken(f"ask {gap.text}", shipped)
        quoted = [block.fact.id for block in said.card.blocks if isinstance(block, Quote)]
        assert gap.id not in quoted
        assert said.kind is not Kind.NO_ANSWER or said.context.facts == ()


def test_every_briefing_quotes_and_cites(shipped: Corpus, files: dict[str, str]) -> None:
    """The briefing, the timeline and the fact of each topic are sentences of the articles, each cited."""
    for topic in shipped.topics.values():
        for asked in ("{}", "all {}", "timeline {}", "fact {}", "what is {}?"):
            said = spoken(asked.format(topic.name), shipped)
            check_facts(said, files)
            check_sources(said)
            check_harmless(said, shipped)


@settings(deadline=None)
@given(st.sampled_from(["alipay", "cainiao", "amazon", "jack ma", "taobao"]), st.data())
def test_every_comparison_quotes_and_cites(
    shipped: Corpus, files: dict[str, str], one: str, data: st.DataObject
) -> None:
    """So does the comparison of any two topics."""
    other = data.draw(st.sampled_from([topic.name for topic in shipped.topics.values()]))
    said = spoken(f"compare {one} and {other}", shipped)

    check_facts(said, files)
    check_sources(said)
