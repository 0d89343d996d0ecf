"""A question: the sentence that answers it, or the closest ones, or that the corpus does not say."""

import re
from dataclasses import replace

from corpus.article import Kind as Asks
from corpus.collection import Corpus
from corpus.question import Question
from corpus.verify import Verdict
from handlers.brief import briefing
from handlers.card import (
    Action,
    Actions,
    Card,
    Evidence,
    Facts,
    Kind,
    Outcome,
    Quote,
    Reply,
    Text,
    after,
    card,
    fact,
)
from handlers.decline import LISTED, no_answer
from handlers.request import Request
from handlers.several import parted, together

_NEAR_BEST = 0.85
_EXPLAINED = 5
_RELEVANT = 0.6  # what a gap's rank must be of the answer's
_AND = r"(?: \w+){0,2} (?:and|or|versus|vs) (?:\w+ ){0,2}?"


def ask(request: Request, corpus: Corpus) -> Reply:
    """The reply to a question as typed."""
    reply = answer(corpus.question(request.text), corpus, request)
    parts = parted(request.text, corpus) if reply.kind is Kind.NO_ANSWER else ()
    return (
        together(parts, [answer(corpus.question(part), corpus, request) for part in parts], corpus) if parts else reply
    )


def answer(question: Question, corpus: Corpus, request: Request) -> Reply:
    """The reply to a question taken apart."""
    if asks_what_it_is(question):
        return what_it_is(question, corpus, request)
    ranked = corpus.ranked(question)
    evidence = tuple(ranked[:_EXPLAINED])
    first = next((v for v in ranked if _settles(v, question)), None)
    if first and not first.passage.record.is_gap:
        reply = _answered(question, ranked, corpus, request)
        return replace(reply, evidence=Evidence(Outcome.ANSWER, evidence, question.text))
    if each := _each(question, corpus):
        return each
    reply = no_answer(question, ranked, corpus)
    outcome = Outcome.CLOSEST if any(reply.card.facts()) else Outcome.NONE
    return replace(reply, evidence=Evidence(outcome, evidence, question.text))


def _settles(verdict: Verdict, question: Question) -> bool:
    """Whether a passage answers, or says of what is asked about that it is left open."""
    if not verdict.passage.record.is_gap:
        return verdict.answers
    return _leaves_open(verdict) and (not question.topics or verdict.passage.record.subject in question.topics)


def _leaves_open(verdict: Verdict) -> bool:
    """Whether a passage says that a source leaves open what was asked."""
    return verdict.passage.record.is_gap and verdict.is_close and not {"words", "entity"} & set(verdict.failed)


def asks_what_it_is(question: Question) -> bool:
    """Whether a question asks for nothing but what, or who, one topic is."""
    named = (*question.topics, *question.ideas, *question.places)
    others = (question.stems, question.dates, question.figures, question.strangers)
    is_plain = not (question.is_foreign or question.says or question.who_says) and question.kind in {None, Asks.WHO}
    return len(named) == 1 and not any(others) and is_plain


def what_it_is(question: Question, corpus: Corpus, request: Request) -> Reply:
    """The sentences that define a topic; its briefing when the corpus has none."""
    topic = corpus.topics[(*question.topics, *question.ideas, *question.places)[0]]
    defining = ("definition", "role", "background")
    own = [p for p in corpus.about(topic.id) if p.record.subject == topic.id and p.record.attribute in defining]
    if not own:
        return briefing(topic, corpus, request)
    first, *others = sorted(own, key=lambda p: defining.index(p.record.attribute))
    made = card(
        corpus,
        topic.name,
        Quote(fact(corpus, first)),
        Facts("Also", tuple(fact(corpus, p) for p in others[: request.settings.supporting])),
        Actions("", (Action(f"Brief me on {topic.name}", topic.name),)),
    )
    return Reply(Kind.ANSWER, made, topic.id, after(made, (topic.id,), question.text))


def _each(question: Question, corpus: Corpus) -> Reply | None:
    """The answers for topics that a question joins by "and", one for each, of one matter; None without all of them."""
    if not _joined(question, corpus):
        return None
    topics = question.topics
    answers: list[dict[str, Verdict]] = []
    common: list[str] = []
    for topic_id in topics:
        answers.append(_by_attribute(corpus.ranked(_alone(question, topic_id, corpus))))
        common = [name for name in answers[0] if all(name in each for each in answers)]
        if not common:
            return None
    found = [each[common[0]] for each in answers]
    names = " and ".join(corpus.topics[i].name for i in topics)
    made = card(
        corpus,
        names,
        Facts("", tuple(fact(corpus, passage) for passage in dict.fromkeys(verdict.passage for verdict in found))),
        Actions("Brief me on", tuple(Action(corpus.topics[i].name, corpus.topics[i].name) for i in topics)),
    )
    reply = Reply(Kind.ANSWER, made, topics[0], after(made, topics, question.text))
    return replace(reply, evidence=Evidence(Outcome.ANSWER, tuple(found), question.text))


def _by_attribute(ranked: list[Verdict]) -> dict[str, Verdict]:
    """The best passage that answers under each attribute, the best first."""
    found: dict[str, Verdict] = {}
    for verdict in ranked:
        if verdict.answers and not verdict.passage.record.is_gap:
            found.setdefault(verdict.passage.record.attribute, verdict)
    return found


def _joined(question: Question, corpus: Corpus) -> bool:
    """Whether "and" or the like stands between each two of a question's topics, as the wording names them."""
    names = [re.escape(corpus.topics[i].name) for i in question.topics]
    return len(names) > 1 and re.search(_AND.join(names), question.wording) is not None


def _alone(question: Question, topic_id: str, corpus: Corpus) -> Question:
    """A question asked of one of its topics alone."""
    names = "|".join(re.escape(corpus.topics[i].name) for i in question.topics)
    wording = re.sub(rf"(?:{names})(?:{_AND}(?:{names}))+", corpus.topics[topic_id].name, question.wording)
    return replace(question, topics=(topic_id,), wording=wording)


def _adds_to(best: Verdict, other: Verdict) -> bool:
    """Whether a second sentence is of interest beside the answer.

    It answers nearly as well, on the same matter or in another article; or another article says the like of the same.
    """
    one, two = best.passage, other.passage
    same = two.record.attribute == one.record.attribute
    elsewhere = two.article_id != one.article_id
    if other.answers and other.rank >= best.rank * _NEAR_BEST:
        return same or elsewhere
    return same and elsewhere and not other.failed and other.is_close and two.record.subject == one.record.subject


def _answered(question: Question, ranked: list[Verdict], corpus: Corpus, request: Request) -> Reply:
    told = [verdict for verdict in ranked if not verdict.passage.record.is_gap]
    best = next(verdict for verdict in told if verdict.answers)
    near = [verdict for verdict in told if verdict is not best and _adds_to(best, verdict)]
    about = {*question.topics, *best.passage.record.about[:1]}
    gaps = [
        v for v in ranked if _leaves_open(v) and v.rank >= _RELEVANT * best.rank and v.passage.record.subject in about
    ]
    near = near[: LISTED if question.lists else request.settings.supporting]
    if question.lists:
        near.sort(key=lambda verdict: (verdict.passage.article_id, verdict.passage.start))
    topics = tuple(
        sorted(dict.fromkeys((*question.topics, *best.passage.record.about[:1])), key=lambda i: i == corpus.root)
    )
    topic = corpus.topics[topics[0]] if topics else None
    made = card(
        corpus,
        topic.name if topic else "Answer",
        Quote(fact(corpus, best.passage)),
        Facts("See also", tuple(fact(corpus, v.passage) for v in near)),
        Facts("What the source leaves open", tuple(fact(corpus, v.passage) for v in gaps[:1])),
        Actions("", (Action(f"Brief me on {topic.name}", topic.name),) if topic else ()),
    )
    return Reply(Kind.ANSWER, made, topic.id if topic else None, after(made, topics, question.text))


def not_asked() -> Reply:
    """That a text holds nothing that could be looked up."""
    return Reply(Kind.ERROR, Card("Nothing to look up", (Text("Type the name of a topic or a question in words."),)))
