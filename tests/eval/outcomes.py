"""What the bot makes of the sets: every question and every turn asked, every reply judged."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.answer import APOLOGY, answer
from bot.plain import plain
from bot.wording import NBSP, harmless, mark
from corpus.collection import Corpus
from corpus.verify import Verdict
from handlers.card import Card, Context, Fact, Kind, Reply
from handlers.request import Request
from tests.eval.measure import ALL, Figure, Key, Outcome, auroc, shares
from tests.eval.sets import CALIBRATION, HALVES, Question, conversations, questions, unanswerable

TIERS = ("meaning", "words")  # ways of searching, the shipped one first
DAY = date(2026, 11, 22)
_ANSWERS = {Kind.ANSWER, Kind.BRIEFING}
_BEGINNING = Context()
_SEEN_AT_ONCE = 600  # characters


@dataclass(frozen=True, slots=True)
class Scores:
    """Of the best passage for a question: its score, and that score where it passed every gate, else 0."""

    half: str
    is_answerable: bool
    alone: float
    gated: float


@dataclass(frozen=True, slots=True)
class Examination:
    """All that was tried, one by one, and the figures that it comes to."""

    outcomes: tuple[Outcome, ...]
    scores: tuple[Scores, ...]

    def figures(self) -> dict[Key, Figure]:
        """Every figure: of each group and half, of each half, and of all."""
        found: dict[Key, Figure] = dict(shares(self.outcomes))
        for half in (*HALVES, ALL):
            of_half = [scores for scores in self.scores if half in {scores.half, ALL}]
            answerable = [scores for scores in of_half if scores.is_answerable]
            other = [scores for scores in of_half if not scores.is_answerable]
            alone = auroc([scores.alone for scores in answerable], [scores.alone for scores in other])
            gated = auroc([scores.gated for scores in answerable], [scores.gated for scores in other])
            found |= {Key("AUROC, score", ALL, half): alone, Key("AUROC, score and gates", ALL, half): gated}
        return found

    def failed(self) -> list[Outcome]:
        """What went wrong of the calibration half, whose texts may be seen."""
        return [outcome for outcome in self.outcomes if not outcome.good and outcome.half == CALIBRATION]


def searched_by(tier: str, corpus: Corpus) -> Corpus:
    """A corpus, which has an encoder, as a tier searches it: the one by words has none."""
    return corpus if tier == "meaning" else replace(corpus, indexing=replace(corpus.indexing, encoder=None))


def examine(corpus: Corpus) -> Examination:
    """Put the sets to a corpus."""
    outcomes: list[Outcome] = []
    scores: list[Scores] = []
    for question in questions():
        reply = asked(question.text, corpus)
        outcomes += judged(question, reply)
        scores.append(_scores(question.half, question.text, reply, corpus, is_answerable=True))
    for other in unanswerable():
        reply = asked(other.text, corpus)
        outcomes.append(
            Outcome("left unanswered", other.distance, other.half, not is_answer(reply), shown(other.text, other.half))
        )
        scores.append(_scores(other.half, other.text, reply, corpus, is_answerable=False))
    outcomes += _turns(corpus)
    return Examination(tuple(outcomes), tuple(scores))


def shown(text: str, half: str) -> str:
    """A text as an outcome keeps it: none of the held-out half, so that nothing that reports can show it."""
    return text if half == CALIBRATION else ""


def asked(text: str, corpus: Corpus, context: Context = _BEGINNING) -> Reply:
    """The reply to a text; a failure, which answers nothing, must not pass for an abstention."""
    reply = answer(Request(text, DAY, context=context), corpus)
    if reply.card == APOLOGY.card:
        raise RuntimeError("a question could not be answered: the log above says why")
    return reply


def is_answer(reply: Reply) -> bool:
    """Whether a reply claims to tell what was asked."""
    return reply.kind in _ANSWERS


def judged(question: Question, reply: Reply) -> Iterator[Outcome]:
    """What the reply to an answerable question is right in."""
    facts = list(reply.card.facts())
    right = is_right(question, facts)
    seen = is_right(question, seen_at_once(reply.card, facts))
    for measure, good in (
        ("answered right", is_answer(reply) and right),
        ("not answered wrong", right or not is_answer(reply)),
        ("right in the reply", right),
        (f"right within {_SEEN_AT_ONCE} characters", seen),
    ):
        yield Outcome(measure, question.style, question.half, good, shown(question.text, question.half))


def is_right(question: Question, facts: Iterable[Fact]) -> bool:
    """Whether sentences of the right articles hold all that is expected; "multi" asks for every one of the articles."""
    told = [fact for fact in facts if not question.source or fact.source in question.source]
    is_whole = question.style != "multi" or question.source <= {fact.source for fact in told}
    return is_whole and holds("\n".join(fact.text for fact in told), question.expect)


def holds(text: str, expect: Iterable[str]) -> bool:
    """Whether all that is expected stands in a text."""
    folded = text.casefold()
    return all(re.search(pattern, folded) for pattern in expect)


def seen_at_once(card: Card, facts: Iterable[Fact]) -> list[Fact]:
    """The facts that stand, whole and with the number of their source, in the first characters of a reply."""
    seen = plain(card)[:_SEEN_AT_ONCE]
    return [fact for fact in facts if harmless(f"{fact.text} {mark(fact, card)}").replace(NBSP, " ") in seen]


def confidence(verdicts: Sequence[Verdict], corpus: Corpus) -> float:
    """What the thresholds are held against: the best verdict's score, 0 when it fails a gate or there is none."""
    if not verdicts or verdicts[0].failed:
        return 0.0
    best = verdicts[0]
    if not corpus.search.is_semantic:
        return best.coverage
    return best.score if best.passage.record.curated else best.weakest


def _scores(half: str, text: str, reply: Reply, corpus: Corpus, *, is_answerable: bool) -> Scores:
    verdicts = (reply.evidence and reply.evidence.verdicts) or corpus.ranked(corpus.question(text))
    alone = verdicts[0].score if verdicts else 0.0
    return Scores(half, is_answerable, alone, confidence(verdicts, corpus))


def _turns(corpus: Corpus) -> Iterator[Outcome]:
    for conversation in conversations():
        context = _BEGINNING
        for turn in conversation.turns:
            reply = asked(turn.text, corpus, context)
            context = reply.context
            right = is_answer(reply) != turn.abstain and (turn.abstain or holds(plain(reply.card), turn.expect))
            yield Outcome("turns right", ALL, conversation.half, right, shown(turn.text, conversation.half))
