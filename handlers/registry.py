"""COMMANDS and STATE_COMMANDS: all that can be asked for by a word; one line a command."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module

from corpus.collection import Corpus
from handlers.ask import ask
from handlers.brief import brief, everything
from handlers.card import Card, Item, Items, Kind, Note, Reply, card
from handlers.chats import DISCORD, has_admins, typed, ways
from handlers.compare import compare
from handlers.dry_runs import dry_runs
from handlers.facts import facts
from handlers.feedback import feedback
from handlers.gaps import RESOLVE, gaps
from handlers.lists import about, sources, topics
from handlers.pick import AFTER, WHY
from handlers.privacy import kept
from handlers.request import Request
from handlers.state import Reach, State
from handlers.subscription import EVEN_QUIET, SKIP_QUIET, WITH_PICTURE, WITHOUT_PICTURE
from handlers.subscription import Kind as Subscribed
from handlers.timeline import timeline
from handlers.workspace import CHOICES, choices_on, settings


@dataclass(frozen=True, slots=True)
class Command:
    """A word, what follows it ("" when nothing may), what it does, and the handler that gets what follows.

    ``words`` are what buttons may say first of what follows.
    """

    name: str
    usage: str
    summary: str
    handler: Callable[[Request, Corpus], Reply]
    words: tuple[str, ...] = ()

    @property
    def takes_text(self) -> bool:
        """Whether anything may follow the word."""
        return bool(self.usage)

    @property
    def needs_text(self) -> bool:
        """Whether something must follow the word."""
        return bool(self.usage) and not self.usage.startswith("[")


@dataclass(frozen=True, slots=True)
class Option:
    """A part of what follows a command, for chats with a field for each; ``word``, if any, is typed before it.

    ``values`` are all that it may be on a platform; without them it may be anything.
    """

    name: str
    summary: str
    word: str = ""
    values: Callable[[str], Iterable[str]] | None = None


@dataclass(frozen=True, slots=True)
class StateCommand:
    """A command for admins, which reads or changes what is stored.

    ``words`` are what may follow first; where it ``takes_all``, anything may. ``reach`` is the least that its user must
    administer, ``options`` are the parts of ``usage``, and ``absent_from`` the platforms that do not have it.
    """

    name: str
    usage: str
    summary: str
    handler: Callable[[Request, Corpus, State], Reply]
    words: tuple[str, ...] = ()
    reach: Reach = Reach.CHANNEL
    options: tuple[Option, ...] = ()
    absent_from: tuple[str, ...] = ()
    takes_all: bool = False


def for_admins(platform: str) -> tuple[StateCommand, ...]:
    """The commands for admins that a chat has."""
    return tuple(command for command in STATE_COMMANDS if platform not in command.absent_from)


def help_(request: Request, corpus: Corpus) -> Reply:
    """Every command, with an example in the words of this corpus; those for admins where there are any."""
    place, word = request.place, request.settings.word
    names = [topic.name for topic in corpus.topics.values() if corpus.about(topic.id)]
    examples = [Item(f"/{word} {name}", f"the briefing of {name}") for name in names[:1]]
    examples.append(Item(f"/{word} QUESTION", "the sentence that answers, with its source and date"))
    made = card(
        corpus,
        "What you can ask",
        Items("Ask", (*examples, *ways(place))),
        _listed("Commands", COMMANDS, request),
        _listed("For admins", for_admins(place.platform) if has_admins(place) else (), request),
        Note("What the articles do not say is not answered."),
        Note(kept(place)),
    )
    return Reply(Kind.HELP, made)


def incomplete(command: Command, request: Request) -> Reply:
    """What a command that stands alone still needs."""
    usage = _listed("", (command,), request)
    return Reply(Kind.HELP, Card(f"“{command.name}” needs more", (usage,)))


def _listed(title: str, commands: Iterable[Command | StateCommand], request: Request) -> Items:
    items = (
        Item(typed(f"{each.name} {each.usage}".rstrip(), request.place.platform, request.settings.word), each.summary)
        for each in commands
    )
    return Items(title, tuple(items))


COMMANDS: tuple[Command, ...] = (
    Command("brief", "TOPIC", "the briefing of a topic", brief),
    Command("all", "TOPIC", "the briefing of a topic with nothing left out", everything),
    Command("ask", "QUESTION", "the sentence that answers a question", ask),
    Command("compare", "TOPIC and TOPIC", "two topics side by side", compare),
    Command("timeline", "[TOPIC]", "what happened when", timeline),
    Command("fact", "[TOPIC]", "today's fact", facts, (AFTER, WHY)),
    Command("topics", "", "every topic there is", topics),
    Command("sources", "", "the articles, who wrote them and what they leave out", sources),
    Command("about", "", "what this bot is and how it answers", about),
    Command("help", "", "this list", help_),
)
BY_NAME = {command.name: command for command in COMMANDS}

_KIND = Option("kind", "the fact of the day or the digest", values=lambda _platform: tuple(Subscribed))


def _when_used(module: str, name: str) -> Callable[[Request, Corpus, State], Reply]:
    """A handler that is loaded when it is first used: what reads times and zones takes long to load."""

    def handler(request: Request, corpus: Corpus, state: State) -> Reply:
        handle: Callable[[Request, Corpus, State], Reply] = getattr(import_module(f"handlers.{module}"), name)
        return handle(request, corpus, state)

    return handler


def _of_a_kind(name: str, summary: str, module: str) -> StateCommand:
    """A command about the channel's fact, its digest, or both, handled by a function of its name."""
    handler = _when_used(module, name)
    return StateCommand(name, "[fact|digest]", summary, handler, tuple(Subscribed), options=(_KIND,))


STATE_COMMANDS: tuple[StateCommand, ...] = (
    StateCommand(
        "subscribe",
        "[fact|digest] [WHEN] [about TOPICS] [skip quiet weeks] [without picture]",
        "post a fact or a digest in this channel by itself: at 9am Paris time on weekdays",
        _when_used("fill", "subscribe"),
        options=(
            _KIND,
            Option("when", "the time, the days and the zone, as in: 9am Paris time on weekdays"),
            Option("about", "the topics, with commas between", "about"),
            Option("quiet", "what becomes of a digest with no news", values=lambda _platform: (EVEN_QUIET, SKIP_QUIET)),
            Option(
                "picture", "whether a fact has its picture", values=lambda _platform: (WITH_PICTURE, WITHOUT_PICTURE)
            ),
        ),
        takes_all=True,
    ),
    StateCommand(
        "subscriptions", "", "what is posted here by itself, and when", _when_used("subscriptions", "subscriptions")
    ),
    _of_a_kind("preview", "the next posts before they come, for you alone", "preview"),
    _of_a_kind("test", "the next card now, for you alone", "preview"),
    _of_a_kind("status", "what was posted here, and why something was not", "status"),
    _of_a_kind("pause", "post nothing until it is resumed", "subscriptions"),
    _of_a_kind("resume", "post again", "subscriptions"),
    _of_a_kind("unsubscribe", "end a subscription", "subscriptions"),
    StateCommand(
        "gaps",
        f"[{RESOLVE} NUMBER ...]",
        "questions without an answer; resolve marks them as settled",
        gaps,
        (RESOLVE,),
        options=(Option("resolve", "the numbers of those that are settled", RESOLVE),),
    ),
    StateCommand("feedback", "", "how replies were judged, the worst first", feedback),
    StateCommand(
        "settings",
        "[NAME VALUE]",
        "what is set here; a name and a value change it",
        settings,
        tuple(CHOICES),
        Reach.WORKSPACE,
        (
            Option("name", "the setting", values=choices_on),
            Option("value", "what it is to be; default takes back what was chosen"),
        ),
    ),
    StateCommand(
        "auto-answers", "", "what the dry run of auto-answer would have said", dry_runs, absent_from=(DISCORD,)
    ),
)
STATE_BY_NAME = {command.name: command for command in STATE_COMMANDS}
