"""What there is: the topics, the sources, and what this bot is."""

from typing import TYPE_CHECKING

from corpus.collection import Corpus
from handlers.card import Action, Actions, Card, Item, Items, Kind, Note, Reply, Text, card, source
from handlers.privacy import kept
from handlers.request import Request

if TYPE_CHECKING:
    from corpus.topics import Topic


def topics(request: Request, corpus: Corpus) -> Reply:
    """Every topic that an article mentions, by kind."""
    groups: dict[str, list[Topic]] = {}
    for topic in corpus.topics.values():
        if corpus.about(topic.id):
            groups.setdefault(topic.kind, []).append(topic)
    blocks = [
        Items(_plural(kind), tuple(Item(t.name, t.definition) for t in sorted(found, key=lambda t: t.name.casefold())))
        for kind, found in groups.items()
    ]
    made = card(corpus, "Topics", *blocks, Note(f"Type /{request.settings.word} and a name for its briefing."))
    return Reply(Kind.LIST, made)


def _plural(kind: str) -> str:
    if not kind:
        return "Topics"
    plural = {"company": "companies", "person": "people"}.get(kind, f"{kind}s")
    return plural.capitalize()


def sources(request: Request, corpus: Corpus) -> Reply:
    """Every article: who wrote it where and when, from what standpoint, and what it leaves out."""
    del request
    blocks: list[Items | Note] = []
    for article in corpus.articles:
        day = f"{article.published}" + (f". {article.published_reason}" if article.published_reason else "")
        items = [
            Item("author", ", ".join(article.authors) or "unknown"),
            Item("publisher", article.publisher or "unknown"),
            Item("date", day),
            Item("kind", article.kind or "unknown"),
            Item("standpoint", article.standpoint or "unknown"),
            *(Item("missing", gap) for gap in article.missing),
        ]
        blocks.append(Items(article.title, tuple(items)))
    cited = tuple(source(article) for article in corpus.articles)
    return Reply(Kind.LIST, Card("Sources", tuple(blocks), cited))


_BY_MEANING = "Sentences are found by words and by meaning, and checked against their records."
_BY_WORDS = "Sentences are found by words alone, not by meaning, and checked against their records."


def about(request: Request, corpus: Corpus) -> Reply:
    """What the bot is, what it holds and how it answers."""
    named = [topic_id for topic_id in corpus.topics if corpus.about(topic_id)]
    held = f"{len(corpus.articles)} articles, {len(corpus.passages)} sentences, {len(named)} topics."
    made = card(
        corpus,
        "About Dossier",
        Text("Dossier quotes the articles it holds, each sentence with its source and date; it writes nothing itself."),
        Text(held),
        Text(f"{_BY_MEANING if corpus.search.is_semantic else _BY_WORDS} What no article says is not answered."),
        Text(kept(request.place)),
        Actions("Try", (Action("Topics", "topics"), Action("Sources", "sources"))),
    )
    return Reply(Kind.HELP, made)
