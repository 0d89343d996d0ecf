"""COMMANDS: all that can be asked for by a word; one line a command."""

from collections.abc import Callable
from dataclasses import dataclass

from corpus.collection import Corpus
from handlers.ask import ask
from handlers.brief import brief, everything
from handlers.card import Card, Item, Items, Kind, Note, Reply
from handlers.compare import compare
from handlers.fact import fact
from handlers.lists import about, sources, topics
from handlers.request import Request
from handlers.timeline import timeline


@dataclass(frozen=True, slots=True)
class Command:
    """A word, what follows it ("" when nothing may), what it does, and the handler that gets what follows."""

    name: str
    usage: str
    summary: str
    handler: Callable[[Request, Corpus], Reply]

    @property
    def takes_text(self) -> bool:
        """Whether anything may follow the word."""
        return bool(self.usage)

    @property
    def needs_text(self) -> bool:
        """Whether something must follow the word."""
        return bool(self.usage) and not self.usage.startswith("[")


def help_(request: Request, corpus: Corpus) -> Reply:
    """Every command, with an example in the words of this corpus."""
    word = request.settings.word
    names = [topic.name for topic in corpus.topics.values() if corpus.about(topic.id)]
    items = [Item(f"/{word} {command.name} {command.usage}".rstrip(), command.summary) for command in COMMANDS]
    examples = [Item(f"/{word} {name}", f"the briefing of {name}") for name in names[:1]]
    examples.append(Item(f"/{word} QUESTION", "the sentence that answers, with its source and date"))
    blocks = (Items("Ask", tuple(examples)), Items("Commands", tuple(items)))
    return Reply(Kind.HELP, Card("What you can ask", (*blocks, Note("What the articles do not say is not answered."))))


COMMANDS: tuple[Command, ...] = (
    Command("brief", "TOPIC", "the briefing of a topic", brief),
    Command("all", "TOPIC", "the briefing of a topic with nothing left out", everything),
    Command("ask", "QUESTION", "the sentence that answers a question", ask),
    Command("compare", "TOPIC and TOPIC", "two topics side by side", compare),
    Command("timeline", "[TOPIC]", "what happened when", timeline),
    Command("fact", "[TOPIC]", "today's fact", fact),
    Command("topics", "", "every topic there is", topics),
    Command("sources", "", "the articles, who wrote them and what they leave out", sources),
    Command("about", "", "what this bot is and how it answers", about),
    Command("help", "", "this list", help_),
)
BY_NAME = {command.name: command for command in COMMANDS}
