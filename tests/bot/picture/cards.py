"""Fact cards of every sort: long and short, with and without a figure, a share, money, numbers to compare."""

from handlers.card import Card, Fact, Figure, Quote, Source

LESSONS = "8 Lessons Amazon Could Learn From Alibaba"
LONG_TITLE = (
    "Selling in China Is a Major Trend, Innovation Is Basis for Alibaba's Sustainable Development, US HR Director "
    "Says, at Such Length That the Foot of No Picture Has Room for All of It, However Small It Were Set"
)


def card(topic: str, text: str, figure: str = "", *, by: str = "Leo Wang", title: str = LESSONS) -> Card:
    """A fact card."""
    fact = Fact("f1", text, "Nov 2016", "inferred", by, "s1")
    source = Source("s1", title, "Leo Wang", "Medium", "Nov 2016", "")
    return Card(topic, (Figure(figure, fact) if figure else Quote(fact),), (source,))


CARDS = {
    "share": card(
        "Cainiao", "Cainiao now handles more than 70 percent of the express packages in China.", "more than 70 percent"
    ),
    "money": card(
        "Singles Day",
        "Alibaba sold goods worth over $17.8 billion in 24 hours on Singles Day, November 11th.",
        "over $17.8 billion",
    ),
    "two-numbers": card(
        "Alibaba Cloud",
        "Alibaba's 40% share of the cloud market makes up only 9% of the global market, David Baverez writes.",
        "only 9%",
        by="David Baverez",
    ),
    "four-numbers": card(
        "Alipay",
        "It counts 300 million users in China, about 90 million users in India, 70 million users in the US and nearly "
        "2 million users in France.",
        "300 million users",
    ),
    "counted": card(
        "Chinese consumers",
        "There are more than 500 million Chinese consumers, a growing number, Mark Kolier says.",
        "more than 500 million Chinese consumers",
        by="Mark Kolier",
    ),
    "short": card("Koubei", "Koubei is valued at $8 billion.", "$8 billion"),
    "no-figure": card("Prime Day", "The second Prime Day took place on July 12, 2016."),
    "long": card(
        "Sun Tzu",
        "Sun Tzu said in the Art of War, as Leo Wang cites the book at length, with more words than anybody asked for: "
        '"if you know your enemy and know yourself, you will not be imperiled in a hundred of battles; if you do not '
        "know your enemy but do know yourself, you will win one and lose one; if you know neither your enemy nor "
        'yourself, you will be imperiled in every single battle", which Amazon had better take to heart before '
        "the year is out.",
        by="Sun Tzu",
    ),
    "long-title": card(
        "Alibaba US",
        "Alibaba has a staff of nearly 300 people in the US, Annie Xu says.",
        "nearly 300 people",
        by="Annie Xu",
        title=LONG_TITLE,
    ),
    "chinese": card(
        "双十一 Singles Day",
        "阿里巴巴在双十一购物节24小时内售出了价值超过178亿美元的商品，双十一已经成为全球最大的购物节。",
        by="王磊",
        title="亚马逊可以向阿里巴巴学习的八个教训",
    ),
}
HOSTILE = (
    '</text><script>alert("x")</script> & ]]> &amp; <image href="file:///etc/passwd"/>',
    "\u202eright to left\u202c \x00\x07\ud800\uffff control",
    "5% of <b>all</b> 'quotes' \" and more" + "x" * 500,
    "-" * 300,
    "word " * 600,
    "\u00a0" * 200 + "x",
    "(" * 50 + "「",
)
