"""What a workspace may choose for itself, shown and changed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import process

from corpus.collection import Corpus
from handlers.card import Action, Actions, Audience, Item, Items, Kind, Note, Reply, Text, card
from handlers.chats import DISCORD, SLACK, typed
from handlers.request import Request
from handlers.state import State
from handlers.suggest import echo


class AutoAnswer(StrEnum):
    """Whether questions in chosen channels are answered without a mention; a dry run records what would be said."""

    OFF = "off"
    DRY_RUN = "dry-run"
    ON = "on"


@dataclass(frozen=True, slots=True)
class Choice:
    """One setting: its name, what it decides, and the values it takes; without any it takes channels.

    ``absent_from`` are the platforms that do not have it.
    """

    name: str
    summary: str
    values: tuple[str, ...] = ()
    absent_from: tuple[str, ...] = ()

    @property
    def expected(self) -> str:
        """What may follow the name."""
        return f"{', '.join(self.values[:-1])} or {self.values[-1]}" if self.values else "#channel, one or more"


AUDIENCE = Choice("audience", "who sees the reply to a command: the channel, or the asker alone", tuple(Audience))
AUTO_ANSWER = Choice(
    "auto-answer",
    "whether questions are answered without a mention, when the answer is certain",
    tuple(AutoAnswer),
    (DISCORD,),  # there a bot does not hear what is not said to it
)
CHANNELS = Choice("auto-answer-channels", "the channels where auto-answer is at work", absent_from=(DISCORD,))
THREADS = Choice("threads", "the channels where a mention is answered in a thread of its own", absent_from=(SLACK,))
CHOICES = {choice.name: choice for choice in (AUDIENCE, AUTO_ANSWER, CHANNELS, THREADS)}
_DEFAULT = "default"
_PICK = "Type # and pick each channel from the list that opens."
_MOST_CHANNELS = 50
_CHANNEL = re.compile(r"<#(\w+)(?:\|[^<>]*)?>|\b([CG][A-Z0-9]{7,})\b")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What holds in a workspace; ``channels`` and ``threads`` are the ids of channels."""

    audience: Audience
    auto_answer: AutoAnswer
    channels: frozenset[str]
    threads: frozenset[str] = frozenset()


def defaults(audience: str, auto_answer: str = AutoAnswer.OFF) -> dict[str, str]:
    """What holds where a workspace chose nothing, by name; auto-answer has no channel unless one is chosen."""
    return {AUDIENCE.name: audience, AUTO_ANSWER.name: auto_answer, CHANNELS.name: "", THREADS.name: ""}


def chosen(values: Mapping[str, str], defaults: Mapping[str, str]) -> Chosen:
    """What holds, given what was chosen and the defaults."""
    held = {**defaults, **values}
    return Chosen(
        Audience(held[AUDIENCE.name]),
        AutoAnswer(held[AUTO_ANSWER.name]),
        frozenset(held[CHANNELS.name].split()),
        frozenset(held[THREADS.name].split()),
    )


def choices_on(platform: str) -> dict[str, Choice]:
    """The settings that there are on a platform, by name."""
    return {name: choice for name, choice in CHOICES.items() if platform not in choice.absent_from}


def settings(request: Request, corpus: Corpus, state: State) -> Reply:
    """The settings; one of them with a name; changed with a name and a value."""
    name, _, value = request.text.strip().partition(" ")
    there = choices_on(request.place.platform)
    choice = there.get(name.casefold())
    if not name:
        return _shown("Settings", request, corpus, state)
    if choice is None:
        return _unknown(name, there, corpus)
    if not value.strip():
        return _explained(choice, corpus, state)
    if not _change(choice, value.strip(), state):
        return _refused(choice, value.strip(), corpus)
    return _shown("Changed", request, corpus, state)


def offer(choice: Choice) -> tuple[Action, ...]:
    """A button for each value of a setting."""
    return tuple(Action(value, f"settings {choice.name} {value}") for value in choice.values)


def _shown(title: str, request: Request, corpus: Corpus, state: State) -> Reply:
    there = choices_on(request.place.platform)
    made, held = state.choices(), {**state.defaults(), **state.choices()}
    items = tuple(
        Item(
            choice.name,
            f"{_readable(choice, held[choice.name], state)}{'' if choice.name in made else ' (default)'}"
            f" – {choice.summary}",
        )
        for choice in there.values()
    )
    is_idle = AUTO_ANSWER.name in there and held[AUTO_ANSWER.name] != AutoAnswer.OFF and not held[CHANNELS.name]
    blocks = (
        Items("", items),
        Text(
            f"Auto-answer is on in no channel yet: choose some with {_typed(CHANNELS.name, request)}."
            if is_idle
            else ""
        ),
        Note(
            f"To change one: {_typed(f'{AUDIENCE.name} {Audience.CHANNEL}', request)}, for example; "
            f"{_typed(f'{AUDIENCE.name} {_DEFAULT}', request)} takes that back."
        ),
    )
    return Reply(Kind.LIST, card(corpus, title, *blocks), audience=Audience.ASKER)


def _typed(values: str, request: Request) -> str:
    """The command with what follows it, as it is typed where it was asked for."""
    return typed(f"settings {values}", request.place.platform, request.settings.word)


def _readable(choice: Choice, value: str, state: State) -> str:
    return value if choice.values else ", ".join(map(state.channel, value.split())) or "none"


def _unknown(name: str, there: Mapping[str, Choice], corpus: Corpus) -> Reply:
    nearest_first = process.extract(name.casefold(), tuple(there))
    blocks = (
        Text(f"There is no setting “{echo(name)}”."),
        Actions("Did you mean", tuple(Action(likely, f"settings {likely}") for likely, *_ in nearest_first)),
    )
    return Reply(Kind.ERROR, card(corpus, "No such setting", *blocks), audience=Audience.ASKER)


def _explained(choice: Choice, corpus: Corpus, state: State) -> Reply:
    """What one setting is and decides, and its values to choose from."""
    held = {**state.defaults(), **state.choices()}[choice.name]
    blocks = (
        Text(f"{choice.name}: {_readable(choice, held, state)}"),
        Note(f"{choice.summary[0].upper()}{choice.summary[1:]}. It takes {choice.expected}."),
        Note("" if choice.values else _PICK),
        Actions("Choose", offer(choice)),
    )
    return Reply(Kind.LIST, card(corpus, "Settings", *blocks), audience=Audience.ASKER)


def _change(choice: Choice, typed: str, state: State) -> bool:
    """Whether what was typed is a value, which then holds."""
    value = None if typed.casefold() == _DEFAULT else _value(choice, typed)
    if value == "":
        return False
    state.choose(choice.name, value)
    return True


def _refused(choice: Choice, typed: str, corpus: Corpus) -> Reply:
    blocks = (
        Text(f"“{echo(typed)}” cannot be used: {choice.name} takes {choice.expected}."),
        Note("" if choice.values else _PICK),
        Actions("Choose", offer(choice)),
    )
    return Reply(Kind.ERROR, card(corpus, "Not changed", *blocks), audience=Audience.ASKER)


def _value(choice: Choice, typed: str) -> str:
    """A value as it is stored: one of the choice's, or ids of channels with spaces between; "" when it is none."""
    if choice.values:
        return typed.casefold() if typed.casefold() in choice.values else ""
    if _CHANNEL.sub("", typed).strip(" ,"):
        return ""
    named = dict.fromkeys(found[1] or found[2] for found in _CHANNEL.finditer(typed))
    return " ".join(named) if len(named) <= _MOST_CHANNELS else ""
