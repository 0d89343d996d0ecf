"""Did you mean: what to offer when a name is no topic."""

import re

from corpus.topics import Topic
from corpus.words import visible
from handlers.card import Action, Actions, Card, Evidence, Kind, Outcome, Reply, Text

_LONGEST_ECHO = 60
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def suggest(query: str, topics: tuple[Topic, ...]) -> Reply:
    """The topics a name might stand for; without any the corpus has no answer to it, and offers the list of topics."""
    if topics:
        offer = Actions("Topics", tuple(Action(topic.name, topic.name) for topic in topics))
        return Reply(
            Kind.SUGGESTIONS, Card("Did you mean?", (Text(f"“{echo(query)}” is not the name of a topic."), offer))
        )
    offer = Actions("Try", (Action("All topics", "topics"), Action("Help", "help")))
    made = Card("No such topic", (Text(f"No topic is called “{echo(query)}”."), offer))
    return Reply(Kind.SUGGESTIONS, made, evidence=Evidence(Outcome.NONE, (), query))


def echo(text: str, longest: int = _LONGEST_ECHO) -> str:
    """What a reader typed, as it may be repeated: words and numbers alone, so that nothing pings or links.

    ``longest`` is how many characters of it are kept.
    """
    words = " ".join(_WORD.findall(visible(text[: 4 * longest])))
    return words if len(words) <= longest else f"{words[:longest].rstrip()} …"
