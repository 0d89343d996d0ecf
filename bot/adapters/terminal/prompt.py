"""The prompt of the interactive chat: line editing, history, and completion of commands and topic names."""

import re
from collections.abc import Iterable, Iterator, Sequence

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion, FuzzyCompleter, WordCompleter
from prompt_toolkit.document import Document

LEAVE = frozenset({"exit", "quit", "bye"})


class NameCompleter(Completer):
    """Completes a line as a whole to a command or a topic, and what follows a command to a topic."""

    def __init__(self, commands: Sequence[str], names: Sequence[str]) -> None:
        """``commands`` are the words that a topic may follow."""
        self._topics = _fuzzy(names)
        self._either = _fuzzy((*commands, *names))
        words = "|".join(map(re.escape, commands))
        self._command = re.compile(rf"\s*(?:{words})\s+(?:.*\s(?:and|with|to)\s+)?", re.IGNORECASE)

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """The completions at the cursor, the likeliest first."""
        typed = document.text_before_cursor
        after = self._command.match(typed)
        if after:
            return self._topics.get_completions(Document(typed[after.end() :]), complete_event)
        return self._either.get_completions(Document(typed.lstrip()), complete_event)


def _fuzzy(words: Sequence[str]) -> FuzzyCompleter:
    return FuzzyCompleter(WordCompleter(list(words), sentence=True), pattern="^.+")


def lines(commands: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    """What a person types, line by line, until they leave; Ctrl-C drops the line begun."""
    session: PromptSession[str] = PromptSession(
        "> ", completer=NameCompleter(commands, names), complete_while_typing=True
    )
    while True:
        try:
            typed = session.prompt()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        if typed.strip().casefold() in LEAVE:
            return
        yield typed
