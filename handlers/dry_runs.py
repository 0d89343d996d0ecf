"""What the dry run of auto-answer would have said, for those who decide whether to turn it on."""

from corpus.collection import Corpus
from handlers.card import Actions, Audience, Kind, Note, Reply, Text, card
from handlers.logged import answered, day, scope
from handlers.request import Request
from handlers.state import Reach, State
from handlers.suggest import echo
from handlers.workspace import AUTO_ANSWER, offer

_SHOWN = 10
_NONE = "None yet: nothing was asked that auto-answer would have answered, or its dry run was not on."


def dry_runs(request: Request, corpus: Corpus, state: State) -> Reply:
    """The questions that would have been answered unasked, newest first, each with the answer."""
    del request
    found = state.dry_runs()
    shown = (
        answered(f"{echo(each.text)} – {day(each.on)}, {state.channel(each.channel)}", each, corpus)
        for each in found[:_SHOWN]
    )
    made = card(
        corpus,
        "What auto-answer would have said",
        Text("" if found else _NONE),
        *shown,
        Note(f"The {_SHOWN} newest of {len(found)}." if len(found) > _SHOWN else ""),
        scope(state),
        Actions("Auto-answer", offer(AUTO_ANSWER) if state.reach is Reach.WORKSPACE else ()),
    )
    return Reply(Kind.LIST, made, audience=Audience.ASKER)
