"""Turns that lean on the last one: "source?", "as of when?", "what about Taobao?", "and when was that?"."""

import re
from dataclasses import replace

from corpus.article import Article, Passage
from corpus.article import Kind as Asks
from corpus.collection import Corpus
from corpus.question import Question, is_follow_up
from handlers.ask import answer
from handlers.card import Context, Facts, Item, Items, Kind, Note, Quote, Reply, after, card, fact
from handlers.compare import comparison
from handlers.request import Request

_SOURCE = re.compile(r"^\W*(?:(?:what(?:'s| is)? the |your )?sources?|where (?:does|is|did) (?:that|this|it|the article|that article)\b.* from)\W*$", re.I)
_AS_OF = re.compile(r"^\W*(?:and )?(?:as of when|since when is that|how (?:old|recent|current) is (?:that|this|it)|date)\W*$", re.I)
_WHO_SAYS = re.compile(r"^\W*(?:and )?(?:who (?:says|said|claims|wrote) (?:so|that|this|it)|says who|according to whom?)\W*$", re.I)
_WHAT_ABOUT = re.compile(r"^\W*(?:and |so )?(?:(?:what|how) about|and(?: for)?|same for)\s+(?P<topic>.+?)\W*$", re.I)
_COMPARE = re.compile(r"^\W*(?:and )?compare(?:d)?(?: (?:it|that|them|this))? (?:with|to|and) (?P<topic>.+?)\W*$", re.I)


def follow_up(request: Request, corpus: Corpus) -> Reply | None:
    """The reply to a turn that leans on the one before; None when it stands on its own."""
    text, context = request.text, request.context
    passages = [p for i in context.facts if (p := corpus.passage(i))]
    if passages:
        for pattern, reply in ((_SOURCE, _sources), (_AS_OF, _as_of), (_WHO_SAYS, _who_says)):
            if pattern.match(text):
                return reply(passages[0], corpus, context)
    if context.topics and (found := _COMPARE.match(text)):
        other = corpus.matcher.resolve(found["topic"]).topic
        if other and other.id != context.topics[0]:
            return comparison(corpus.topics[context.topics[0]], other, corpus)
    if context.question and (found := _WHAT_ABOUT.match(text)):
        return _same_for(found["topic"], request, corpus)
    return _with_subject(request, corpus) if context.topics and is_follow_up(text) else None


def _sources(passage: Passage, corpus: Corpus, context: Context) -> Reply:
    article = corpus.article(passage.article_id)
    return _about_last(passage, corpus, context, Items("Source", _details(article)))


def _details(article: Article) -> tuple[Item, ...]:
    return (
        Item(article.title, f"{article.author}, {article.publisher or 'publisher unknown'}, {article.published}"),
        Item("standpoint", article.standpoint or "unknown"),
    )


def _as_of(passage: Passage, corpus: Corpus, context: Context) -> Reply:
    article = corpus.article(passage.article_id)
    why = f" {article.published_reason}" if passage.record.as_of == article.published else ""
    return _about_last(passage, corpus, context, Note(f"As of: {passage.record.as_of}.{why}"))


def _who_says(passage: Passage, corpus: Corpus, context: Context) -> Reply:
    article = corpus.article(passage.article_id)
    said = f"{passage.record.by}, as reported by {article.author}" if passage.record.by else article.author
    standpoint = f" ({article.standpoint})" if article.standpoint else ""
    return _about_last(passage, corpus, context, Note(f"Said by: {said}{standpoint}."))


def _about_last(passage: Passage, corpus: Corpus, context: Context, block: Items | Note) -> Reply:
    made = card(corpus, "About the last answer", block, Quote(fact(corpus, passage)))
    return Reply(Kind.ANSWER, made, next(iter(context.topics), None), replace(context, facts=(passage.id,)))


def _same_for(name: str, request: Request, corpus: Corpus) -> Reply | None:
    """The last question again, for another topic; None when no topic is named."""
    named = corpus.question(name)
    fuzzy = corpus.matcher.resolve(name).topic
    topics = named.topics or ((fuzzy.id,) if fuzzy else ())
    if named.dates and not topics:
        last = corpus.question(request.context.question)
        return answer(replace(_subject(last, request.context), dates=named.dates), corpus, request.settings)
    if not topics:
        return None
    last = corpus.question(request.context.question)
    swapped = replace(last, topics=topics, places=(), ideas=(), text=f"{last.text} ({corpus.topics[topics[0]].name})")
    return answer(swapped, corpus, request.settings)


def _subject(question: Question, context: Context) -> Question:
    return question if question.topics else replace(question, topics=context.topics[:1])


def _with_subject(request: Request, corpus: Corpus) -> Reply | None:
    """A turn with a pronoun or without a subject, asked of the last topic; None when it names one itself."""
    asked = corpus.question(request.text)
    if asked.topics or asked.strangers:
        return None
    full = _subject(asked, request.context)
    last = [p for i in request.context.facts[:1] if (p := corpus.passage(i))]
    if not asked.stems and asked.kind and last and asked.kind in last[0].record.kinds - {Asks.WHO}:
        made = card(corpus, corpus.topics[request.context.topics[0]].name, Quote(fact(corpus, last[0])), Facts("", ()))
        return Reply(Kind.ANSWER, made, request.context.topics[0], after(made, request.context.topics, request.context.question))
    return answer(replace(full, text=f"{corpus.topics[full.topics[0]].name}: {full.text}"), corpus, request.settings)
