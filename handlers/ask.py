"""A question: the sentence that answers it, or the closest ones, or that the corpus does not say."""

from collections import Counter

from corpus.article import Kind as Asks
from corpus.collection import Corpus
from corpus.question import Question
from corpus.verify import Verdict
from handlers.brief import briefing
from handlers.card import Action, Actions, Card, Context, Facts, Kind, Note, Quote, Reply, Text, after, card, fact
from handlers.request import Request

_NEAR_BEST = 0.85
_WITHOUT_A_NAME = 0.8  # a question that names no topic must be covered nearly whole
_CLOSEST = 2
_HELD_SHOWN = 8


def ask(request: Request, corpus: Corpus) -> Reply:
    """The reply to a question as typed."""
    return answer(corpus.question(request.text), corpus, request)


def answer(question: Question, corpus: Corpus, request: Request) -> Reply:
    """The reply to a question taken apart."""
    if asks_what_it_is(question):
        return what_it_is(question, corpus, request)
    ranked = corpus.ranked(question)
    thresholds = corpus.thresholds
    is_named = bool(question.topics or question.ideas or question.places)
    needed = thresholds.answer if is_named else max(thresholds.answer, _WITHOUT_A_NAME)
    passed = [v for v in ranked if not v.failed and v.coverage >= needed]
    said = [v for v in passed if not v.passage.record.is_gap]
    gaps = [v for v in ranked if v.passage.record.is_gap and "words" not in v.failed and _is_near(v, needed)]
    if said and _has_substance(question) and not (gaps and gaps[0].coverage > said[0].coverage):
        return _answered(question, said, gaps, corpus, request)
    close = [v for v in ranked if _is_near(v, thresholds.closest if is_named else needed)]
    return no_answer(question, close, corpus)


def _is_near(verdict: Verdict, needed: float) -> bool:
    """Whether a passage that does not answer may be shown: it concerns what was asked and covers enough of it."""
    return verdict.coverage >= needed and not {"entity", "name"} & set(verdict.failed)


def _has_substance(question: Question) -> bool:
    """Whether more than a topic's bare name is asked."""
    return bool(question.stems or question.kind or len((*question.topics, *question.ideas, *question.places)) > 1)


def asks_what_it_is(question: Question) -> bool:
    """Whether a question asks for nothing but what, or who, one topic is."""
    named = (*question.topics, *question.ideas, *question.places)
    others = (question.stems, question.dates, question.figures, question.strangers)
    return len(named) == 1 and not any(others) and question.kind in {None, Asks.WHO}


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


def _answered(question: Question, said: list[Verdict], gaps: list[Verdict], corpus: Corpus, request: Request) -> Reply:
    best, *others = said
    near = [
        v
        for v in others
        if v.coverage >= best.coverage * _NEAR_BEST and v.passage.record.attribute == best.passage.record.attribute
    ]
    about = best.passage.record.about
    topics = tuple(sorted(dict.fromkeys((*question.topics, *about[:1])), key=lambda i: i == corpus.root))
    topic = corpus.topics[topics[0]] if topics else None
    made = card(
        corpus,
        topic.name if topic else "Answer",
        Quote(fact(corpus, best.passage)),
        Facts("See also", tuple(fact(corpus, v.passage) for v in near[: request.settings.supporting])),
        Facts("What the source leaves open", tuple(fact(corpus, v.passage) for v in gaps[:1])),
        Actions("", (Action(f"Brief me on {topic.name}", topic.name),) if topic else ()),
    )
    return Reply(Kind.ANSWER, made, topic.id if topic else None, after(made, topics, question.text))


def no_answer(question: Question, close: list[Verdict], corpus: Corpus) -> Reply:
    """That the corpus does not say, and what comes nearest, plainly as something else."""
    named = [corpus.topics[i] for i in question.topics if corpus.about(i)]
    held = _held(named[0].id, corpus) if named else ()
    nearest = sorted(close, key=lambda v: not v.passage.record.is_gap or bool(v.failed))[:_CLOSEST]
    made = card(
        corpus,
        "The corpus does not say",
        Text(f"None of the {len(corpus.articles)} articles answers that."),
        Facts("Closest, but not an answer", tuple(fact(corpus, v.passage) for v in nearest)),
        Note(_has(named[0].name, held) if held else ""),
        Actions(
            "Try", tuple(Action(topic.name, topic.name) for topic in named[:3]) or (Action("All topics", "topics"),)
        ),
    )
    topics = tuple(topic.id for topic in named)
    return Reply(Kind.NO_ANSWER, made, topics[0] if topics else None, Context(topics, question.text))


def _has(name: str, held: tuple[str, ...]) -> str:
    more = f" and {len(held) - _HELD_SHOWN} more" if len(held) > _HELD_SHOWN else ""
    return f"For {name} the corpus has: {', '.join(held[:_HELD_SHOWN])}{more}."


def _held(topic_id: str, corpus: Corpus) -> tuple[str, ...]:
    """The attributes that the corpus has of a topic, in words, those said most often first."""
    own = (p.record.attribute for p in corpus.about(topic_id) if p.record.subject == topic_id)
    return tuple(name.replace("-", " ") for name, _ in Counter(own).most_common() if name not in {"", "gap"})


def not_asked() -> Reply:
    """That a text holds nothing that could be looked up."""
    return Reply(Kind.ERROR, Card("Nothing to look up", (Text("Type the name of a topic or a question in words."),)))
