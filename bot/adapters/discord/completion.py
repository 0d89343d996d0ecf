"""What may be chosen while a topic or a question is being typed."""

from collections.abc import Sequence

from discord.app_commands import Choice

from bot.adapters.discord.limits import DISCORD
from bot.adapters.discord.text import length
from corpus.topics import Topic
from corpus.words import normal
from handlers.complete import commands
from handlers.route import is_asking


def choices(typed: str, found: Sequence[Topic]) -> list[Choice[str]]:
    """The topics found, commands, and what was typed itself, for whoever presses Enter sends the first choice.

    So a half-typed name or command is completed and a misspelt word put right, while a question stays as it is. One
    that is too long for a choice has none: Enter then sends it.
    """
    said, names, words = " ".join(typed.split()), [topic.name for topic in found], commands(typed)
    if length(said) > DISCORD.option:
        return []
    begun = [name for name in names if normal(name).startswith(normal(said))]
    meant = [*words, *names] if normal(said) in words else [*begun, *words, *names]
    if not said or normal(said) in words or (_is_name(said, found) and not is_asking(said)):
        offered = meant
    else:
        offered = [*meant, said] if _is_word(said) else [said, *meant]
    fitting = [each for each in dict.fromkeys(offered) if length(each) <= DISCORD.option]
    return [Choice(name=each, value=each) for each in fitting[: DISCORD.options]]


def _is_name(said: str, found: Sequence[Topic]) -> bool:
    """Whether a name, or a word of one, begins like this."""
    return any(f" {normal(said)}" in f" {normal(name)}" for topic in found for name in topic.names)


def _is_word(said: str) -> bool:
    return " " not in said and not is_asking(said)
