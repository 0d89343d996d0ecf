"""That the corpus does not say: why not, what comes nearest, and what there is instead."""

import re
from collections import Counter

from corpus.article import Kind as Asks
from corpus.collection import Corpus
from corpus.question import Question
from corpus.topics import Topic
from corpus.verify import Verdict
from corpus.words import has_han, normal
from handlers.card import Action, Actions, Card, Context, Facts, Kind, Note, Reply, Text, card, fact
from handlers.suggest import echo

_UNSURE = "No certain answer"
_CLOSEST = 4
LISTED = 8  # when several things are asked for
_NEAR_BEST = 0.7
_ENOUGH = 2
_OF_ANOTHER = 0.1  # what a passage about something else loses among the closest
_HELD_SHOWN = 8
_WORD = re.compile(r"[^\W_]+")
_SOFT = {"words", "attribute"}
_WHY_NOT = {  # the more telling first
    "entity": "is about something else",
    "place": "is about another place",
    "number": "is about another date, number or rank",
    "kind": "does not answer that",
    "unit": "counts something else",
    "counted": "counts something else",
    "settled": "tells of a plan, a forecast or an opinion, not of what happened",
    "speaker": "is somebody else's word",
    "premise": "says that it is not so",
    "agent": "says that of somebody or something else",
    "event": "does not say that this happened",
    "manner": "does not say how",
}
_NOT_SAID = {
    Asks.WHO: "does not say who",
    Asks.WHEN: "does not say when",
    Asks.WHERE: "does not say where",
    Asks.HOW_MANY: "gives no such number",
    Asks.HOW_MUCH: "gives no such figure",
    Asks.SHARE: "gives no such share",
    Asks.WHY: "does not say why",
}


def no_answer(question: Question, ranked: list[Verdict], corpus: Corpus) -> Reply:
    """That the corpus does not say, or not for certain, and what comes nearest, plainly as something else."""
    named = [corpus.topics[i] for i in question.topics if corpus.about(i)]
    held = _held(named[0].id, corpus) if named else ()
    instead = Note(_has(named[0].name, held) if held and named[0].id != corpus.root else "")
    if question.is_foreign:
        made = card(corpus, "Not understood", *_not_understood(question, corpus), instead, _offered(named))
        return _reply(made, named, question)
    nearest = _nearest(question, ranked, corpus)[: LISTED if question.lists else _CLOSEST]
    may_answer = bool(nearest) and _is_unsure(nearest[0], corpus.thresholds.answer)
    shown = tuple(fact(corpus, verdict.passage) for verdict in nearest)
    made = card(
        corpus,
        _UNSURE if may_answer else "The corpus does not say",
        Text("No sentence answers that for certain." if may_answer else _why_not(question, nearest)),
        Facts("Closest" if may_answer else "Closest, but not an answer", shown),
        instead,
        _offered(named),
    )
    return _reply(made, named, question)


def _not_understood(question: Question, corpus: Corpus) -> tuple[Text, ...]:
    """That a question is in another language: what shares a name with it may be about anything, so it is not shown."""
    names = ", ".join(corpus.topics[i].name for i in (*question.topics, *question.ideas, *question.places))
    understood = f"only {names} was understood" if names else "nothing was understood"
    in_chinese = f"只看懂了 {names}\uff0c请用英文提问。" if names else "没有看懂\uff0c请用英文提问。"
    return Text(f"Of that {understood}. Please ask in English."), Text(in_chinese if has_han(question.text) else "")


def _reply(made: Card, named: list[Topic], question: Question) -> Reply:
    topics = tuple(topic.id for topic in named)
    return Reply(Kind.NO_ANSWER, made, topics[0] if topics else None, Context(topics, question.text))


def _offered(named: list[Topic]) -> Actions:
    """The topics to go on with, or all of them."""
    return Actions(
        "Try", tuple(Action(topic.name, topic.name) for topic in named[:3]) or (Action("All topics", "topics"),)
    )


def _nearest(question: Question, ranked: list[Verdict], corpus: Corpus) -> list[Verdict]:
    """The passages to be shown as closest; of a product's siblings only where there is hardly anything of its own."""
    near = [verdict for verdict in ranked if verdict.is_close and verdict.score >= _NEAR_BEST * ranked[0].score]
    own = [verdict for verdict in near if "entity" not in verdict.failed]
    is_specific = any(topic_id != corpus.root for topic_id in question.topics)
    if is_specific and len(own) >= _ENOUGH:
        return own
    return sorted(near, key=lambda verdict: _OF_ANOTHER * ("entity" in verdict.failed) - verdict.rank)


def _why_not(question: Question, nearest: list[Verdict]) -> str:
    """What kept the closest passage from being an answer, as far as it can be said in a few words."""
    said = "No sentence answers that as asked."
    if unheard := [word for word in _as_typed(question) if not word.islower()]:
        return f"{said} No article mentions {echo(' or '.join(unheard))}."
    if nearest and nearest[0].passage.record.is_gap and nearest[0].answers:
        return f"{said} The source leaves it open."
    failed = nearest[0].failed if nearest else ()
    reasons = _WHY_NOT | ({"kind": _NOT_SAID[question.kind]} if question.kind in _NOT_SAID else {})
    reasons |= {"speaker": "does not tell whose words those are"} if question.who_says else {}
    reason = next((why for gate, why in reasons.items() if gate in failed), "")
    return f"{said} The closest sentence {reason}." if reason else said


def _is_unsure(verdict: Verdict, least: float) -> bool:
    """Whether only the score, or how the question is worded, keeps a passage from being an answer."""
    is_soft = not verdict.failed or (_SOFT.issuperset(verdict.failed) and verdict.score >= least)
    return is_soft and not verdict.passage.record.is_gap


def _as_typed(question: Question) -> list[str]:
    """The names that nobody here knows, with the capitals they were typed with."""
    return [word for word in _WORD.findall(question.text) if normal(word) in question.strangers]


def _has(name: str, held: tuple[str, ...]) -> str:
    more = f" and {len(held) - _HELD_SHOWN} more" if len(held) > _HELD_SHOWN else ""
    return f"For {name} the corpus has: {', '.join(held[:_HELD_SHOWN])}{more}."


def _held(topic_id: str, corpus: Corpus) -> tuple[str, ...]:
    """The attributes that the corpus has of a topic, in words, those said most often first."""
    own = (p.record.attribute for p in corpus.about(topic_id) if p.record.subject == topic_id)
    return tuple(name.replace("-", " ") for name, _ in Counter(own).most_common() if name not in {"", "gap"})
