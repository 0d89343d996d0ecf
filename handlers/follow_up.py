"""Turns that lean on the last one: "source?", "as of when?", "what about Taobao?", "and when was that?"."""

import re
from dataclasses import replace
from itertools import chain

from corpus.article import Article, Passage
from corpus.article import Kind as Asks
from corpus.collection import Corpus
from corpus.question import Question, is_follow_up
from handlers.ask import answer
from handlers.card import Card, Context, Item, Items, Kind, Quote, Reply, Text, card, fact
from handlers.request import Request

_PRONOUN = re.compile(r"\b(?:he|his|him|she|her|they|their|them|it|its)\b", re.IGNORECASE)
_TRIED = 4  # topics of a thread that a question without one is asked of
_COMPLETE = 3  # content words: a question with so many may stand on its own
_POINTING = re.compile(rf"{_PRONOUN.pattern}|\b(?:this|that|these|those|there)\b", re.IGNORECASE)
_HE_OR_SHE = re.compile(r"\b(?:he|his|him|she|her)\b", re.IGNORECASE)
_SAYS = r"(?:says|said|claims|wrote) (?:so|that|this|it)"


def _turn(pattern: str) -> re.Pattern[str]:
    """A whole turn, an "and" in front and punctuation around it aside."""
    return re.compile(rf"\W*(?:(?:and|so) )?(?:{pattern})\W*", re.IGNORECASE)


_SOURCE = _turn(
    r"(?:(?:what(?:'s| is)? the |your )?sources?|where (?:does|is|did) (?:that|this|it|(?:the|that) article)\b.* from)"
)
_AS_OF = _turn(r"as of when|since when is that|how (?:old|recent|current) is (?:that|this|it)|date")
_WHO_SAYS = _turn(rf"who {_SAYS}|says who|according to whom?")
_WHAT_ABOUT = _turn(r"(?:(?:what|how) about|same for)\s+(?P<topic>.+?)")
_AND = re.compile(r"\W*and(?: for)?\s+(?!(?:who|what|when|where|why|how)\b)(?P<topic>.+?)\W*", re.IGNORECASE)


def follow_up(request: Request, corpus: Corpus) -> Reply | None:
    """The reply to a turn that leans on the one before; None when it stands on its own."""
    text, context = request.text, _known(request.context, corpus)
    request = replace(request, context=context)
    passages = [p for i in context.facts if (p := corpus.passage(i))]
    for pattern, reply in ((_SOURCE, _sources), (_AS_OF, _as_of), (_WHO_SAYS, _who_says)):
        if pattern.fullmatch(text):
            return reply(passages[0], corpus, context) if passages else _nothing_before(context)
    found = _WHAT_ABOUT.fullmatch(text) or _AND.fullmatch(text)
    if context.question and found and (same := _same_for(found["topic"], request, corpus)):
        return same
    return _with_subject(request, corpus) if context.topics and _leans(text, corpus) else None


def _known(context: Context, corpus: Corpus) -> Context:
    """A context without topics that this corpus has no more."""
    return replace(context, topics=tuple(topic_id for topic_id in context.topics if topic_id in corpus.topics))


def _leans(text: str, corpus: Corpus) -> bool:
    """Whether a turn needs the ones before: it says so, or it is a question that names nothing."""
    asked = corpus.question(text)
    if asked.strangers:
        return _POINTING.search(text) is not None
    named = asked.topics or asked.ideas or asked.places
    return is_follow_up(text) or (asked.kind is not None and not named)


def _nothing_before(context: Context) -> Reply:
    text = Text("There was no answer before this whose source, date or speaker could be given.")
    return Reply(Kind.NO_ANSWER, Card("Nothing to go by", (text,)), context=context)


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
    return _about_last(passage, corpus, context, Text(f"As of: {passage.record.as_of}.{why}"))


def _who_says(passage: Passage, corpus: Corpus, context: Context) -> Reply:
    article = corpus.article(passage.article_id)
    said = f"{passage.record.by}, as reported by {article.author}" if passage.record.by else article.author
    standpoint = f" ({article.standpoint})" if article.standpoint else ""
    return _about_last(passage, corpus, context, Text(f"Said by: {said}{standpoint}."))


def _about_last(passage: Passage, corpus: Corpus, context: Context, block: Items | Text) -> Reply:
    made = card(corpus, "About the last answer", block, Quote(fact(corpus, passage)))
    return Reply(Kind.ANSWER, made, next(iter(context.topics), None), replace(context, facts=(passage.id,)))


def _same_for(words: str, request: Request, corpus: Corpus) -> Reply | None:
    """The last question again: for another topic, another date or with another word; None when nothing is named."""
    named = corpus.question(words)
    last = corpus.question(request.context.question)
    if topics := (*named.topics, *named.places, *named.ideas):
        name = corpus.topics[topics[0]].name
        others = [corpus.topics[i].name for i in (*last.topics, *last.places, *last.ideas)]
        again = replace(
            last,
            topics=named.topics,
            places=named.places,
            ideas=named.ideas,
            text=f"{name}: {last.text}",
            wording=_renamed(last.wording, others, name),
        )
    elif named.dates or named.stems:
        full = _subject(last, request.context)
        again = replace(
            full,
            dates=named.dates,
            stems=(*full.stems, *named.stems),
            orders=named.stems,
            text=f"{last.text} {words}",
            wording=f"{last.wording} {named.wording}",
        )
    else:
        return None
    return answer(again, corpus, request)


def _renamed(wording: str, names: list[str], name: str) -> str:
    """A question's wording with the first of some names that stands there changed for another."""
    found = next((each for each in names if each in wording), None)
    return wording.replace(found, name) if found else f"{name} {wording}"


def _subject(question: Question, context: Context) -> Question:
    return question if question.topics else replace(question, topics=context.topics[:1])


def _with_subject(request: Request, corpus: Corpus) -> Reply | None:
    """A turn with a pronoun or without a subject, asked of the topics before; None when it names one itself."""
    asked, context = corpus.question(request.text), request.context
    if asked.topics:
        meant = _meant(asked, context, corpus)
        return answer(_about(asked, meant[0], corpus), corpus, request) if meant else None
    last = next((p for i in context.facts if (p := corpus.passage(i))), None)
    if last and not asked.stems and asked.kind is Asks.WHEN:
        return _as_of(last, corpus, context)
    if last and not asked.stems and asked.kind in last.record.kinds:
        return _again(last, corpus, context)
    if not asked.stems and asked.kind and context.question:
        before = corpus.question(context.question)
        again = replace(
            _subject(before, context),
            kind=asked.kind,
            text=f"{asked.text} {before.text}",
            wording=f"{asked.wording} {before.wording}",
        )
        return answer(again, corpus, request)
    questions = [_about(asked, topic_id, corpus) for topic_id in _in_turn(context, corpus)[:_TRIED]]
    if not _POINTING.search(request.text) and len(asked.stems) >= _COMPLETE:
        questions.append(asked)
    first = answer(questions[0], corpus, request)
    replies = chain([first], (answer(question, corpus, request) for question in questions[1:]))
    return next(
        (reply for reply in replies if reply.kind is not Kind.NO_ANSWER),
        replace(first, context=replace(context, facts=())),
    )


def _meant(asked: Question, context: Context, corpus: Corpus) -> list[str]:
    """The topics before that a pronoun beside a named topic may stand for; "he" and "she" for people alone."""
    others = [i for i in context.topics if i not in asked.topics and i != corpus.root]
    if found := _HE_OR_SHE.search(asked.text):
        named = corpus.question(asked.text[: found.start()]).topics
        return [] if any(_is_person(i, corpus) for i in named) else [i for i in others if _is_person(i, corpus)]
    return others if _PRONOUN.search(asked.text) else []


def _is_person(topic_id: str, corpus: Corpus) -> bool:
    """Whether a topic is a person, or may be one for want of a kind."""
    return corpus.topics[topic_id].kind in {"person", ""}


def _about(question: Question, topic_id: str, corpus: Corpus) -> Question:
    """A question asked of a topic, which takes the place of its pronoun."""
    name = corpus.topics[topic_id].name
    said, count = _PRONOUN.subn(name, question.wording, count=1)
    return replace(
        question,
        topics=(topic_id, *question.topics),
        text=f"{name}: {question.text}",
        wording=said if count else f"{name} {question.wording}",
    )


def _in_turn(context: Context, corpus: Corpus) -> list[str]:
    """The topics of a thread, the one that everything is about last."""
    return sorted(context.topics, key=lambda topic_id: topic_id == corpus.root)


def _again(passage: Passage, corpus: Corpus, context: Context) -> Reply:
    made = card(corpus, corpus.topics[context.topics[0]].name, Quote(fact(corpus, passage)))
    return Reply(Kind.ANSWER, made, context.topics[0], replace(context, facts=(passage.id,)))
