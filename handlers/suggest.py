"""Did you mean: what to offer when a name is no topic."""

from corpus.topics import Topic
from corpus.words import visible
from handlers.card import Action, Actions, Card, Kind, Reply, Text

_LONGEST_ECHO = 60


def suggest(query: str, topics: tuple[Topic, ...]) -> Reply:
    """The topics a name might stand for, or else how to see them all."""
    if topics:
        offer = Actions("Topics", tuple(Action(topic.name, topic.name) for topic in topics))
        return Reply(
            Kind.SUGGESTIONS, Card("Did you mean?", (Text(f"“{echo(query)}” is not the name of a topic."), offer))
        )
    offer = Actions("Try", (Action("All topics", "topics"), Action("Help", "help")))
    return Reply(Kind.SUGGESTIONS, Card("No such topic", (Text(f"No topic is called “{echo(query)}”."), offer)))


def echo(text: str) -> str:
    """What a reader typed, as it may be repeated: letters, digits and spaces alone, so that nothing pings or links."""
    kept = "".join(c if c.isalnum() else " " for c in visible(text[: 4 * _LONGEST_ECHO]))
    words = " ".join(kept.split())
    return words if len(words) <= _LONGEST_ECHO else f"{words[:_LONGEST_ECHO].rstrip()} …"
