"""How the replies in a workspace were judged, the worst answers first."""

from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.collection import Corpus
from corpus.words import normal
from handlers.card import Audience, Facts, Item, Items, Kind, Note, Reply, Text, card
from handlers.logged import answered, day, scope
from handlers.request import Request
from handlers.state import State, Vote
from handlers.suggest import echo

_SHOWN = 8


def feedback(request: Request, corpus: Corpus, state: State) -> Reply:
    """How many found replies helpful or not and why, and the answers that were voted down most."""
    del request
    votes = state.votes()
    helpful = sum(vote.is_helpful for vote in votes)
    against = [vote for vote in votes if not vote.is_helpful]
    told = (Item("Helpful", str(helpful)), Item("Not helpful", f"{len(against)}{_reasons(against)}"))
    worst = _worst(votes)
    made = card(
        corpus,
        "How replies were judged",
        Text("" if votes else "No reply has been judged yet."),
        Items("", told if votes else ()),
        Text("Voted down most" if worst else ""),
        *(_judged(group, corpus) for group in worst[:_SHOWN]),
        Note(f"{len(worst) - _SHOWN} more were voted down." if len(worst) > _SHOWN else ""),
        scope(state),
    )
    return Reply(Kind.LIST, made, audience=Audience.ASKER)


def _reasons(against: Sequence[Vote]) -> str:
    """`` (wrong 2, out of date 1)``; nothing where no reason was given."""
    given = Counter(vote.reason.replace("_", " ") for vote in against if vote.reason).most_common()
    return f" ({', '.join(f'{reason} {times}' for reason, times in given)})" if given else ""


def _worst(votes: Iterable[Vote]) -> list[list[Vote]]:
    """The votes on each answer that was voted down, those on the worst first; without a sentence, on each question."""
    answers: dict[str, list[Vote]] = {}
    for vote in votes:
        answers.setdefault(next(iter(vote.question.nearest), normal(vote.question.text)), []).append(vote)
    return sorted(filter(_against, answers.values()), key=lambda group: -len(_against(group)))


def _against(group: Iterable[Vote]) -> list[Vote]:
    return [vote for vote in group if not vote.is_helpful]


def _judged(group: Sequence[Vote], corpus: Corpus) -> Facts | Text:
    """The newest question that an answer was voted down for, how often and why, and the answer."""
    against = _against(group)
    question = against[0].question
    judged = f"{len(against)} of {len(group)} not helpful{_reasons(against)}"
    return answered(f"{echo(question.text)} – {day(question.on)}, {judged}", question, corpus)
