"""Several questions in one text: answered each by itself, or to be asked so."""

import re
from collections.abc import Sequence

from corpus.collection import Corpus
from handlers.card import Action, Actions, Card, Evidence, Facts, Kind, Outcome, Reply, Text, after, card
from handlers.suggest import echo

_ASKING = r"(?:who|whom|whose|what|when|where|which|why|how)\b"
_BETWEEN = re.compile(rf"(?:[\s,;?]+(?:and|but)\s+|\?\s+)(?={_ASKING})", re.IGNORECASE)
_COMPARING = re.compile(r"\b(?:compare\w*|comparison|differ\w*|versus|vs|stack up|unlike)\b", re.IGNORECASE)
_LONGEST = 200  # characters of a question


def compares(text: str) -> bool:
    """Whether a question sets one thing against another, so that both belong side by side."""
    return _COMPARING.search(text) is not None


def parted(text: str, corpus: Corpus) -> tuple[str, ...]:
    """The questions that a text holds, each of topics of its own; () when it holds one, or compares."""
    parts = tuple(part.strip(" ,;?") for part in _BETWEEN.split(text))
    topics = [set(corpus.question(part).topics) for part in parts]
    are_apart = all(topics) and len(set().union(*topics)) == sum(map(len, topics))
    return tuple(f"{part}?" for part in parts) if len(parts) > 1 and are_apart and not compares(text) else ()


def together(parts: Sequence[str], replies: Sequence[Reply], corpus: Corpus) -> Reply:
    """The best sentence for each of several questions; when not all are answered, that one asks them one by one."""
    if any(reply.kind is not Kind.ANSWER for reply in replies):
        offer = Actions("Ask", tuple(Action(part, part) for part in parts))
        return Reply(Kind.SUGGESTIONS, Card("Several questions", (Text("Ask one thing at a time."), offer)))
    topics = tuple(dict.fromkeys(topic for reply in replies for topic in reply.context.topics))
    answers = (
        Facts(echo(part, _LONGEST), (next(reply.card.facts()),)) for part, reply in zip(parts, replies, strict=True)
    )
    names = [corpus.topics[i].name for i in topics]
    made = card(
        corpus, " and ".join(names), *answers, Actions("Brief me on", tuple(Action(name, name) for name in names))
    )
    verdicts = tuple(verdict for reply in replies if reply.evidence for verdict in reply.evidence.verdicts[:1])
    evidence = Evidence(Outcome.ANSWER, verdicts, " ".join(parts))
    return Reply(Kind.ANSWER, made, topics[0], after(made, topics, evidence.question), evidence=evidence)
