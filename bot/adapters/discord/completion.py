"""What may be chosen while a topic or a question is being typed."""

from collections.abc import Sequence

from discord.app_commands import Choice

from bot.adapters.discord.limits import DISCORD
from bot.adapters.discord.text import length
from corpus.topics import Topic
from corpus.words import normal
from handlers.route import is_asking


def choices(typed: str, found: Sequence[Topic]) -> list[Choice[str]]:
    """The topics found, and what was typed itself, for whoever presses Enter sends the first choice.

    So a half-typed name is completed and a misspelt word put right, while a question stays as it is. One that is too
    long for a choice has none: Enter then sends it.
    """
    said, names = " ".join(typed.split()), [topic.name for topic in found]
    if length(said) > DISCORD.option:
        return []
    if not said or (_is_name(said, found) and not is_asking(said)):
        offered = names
    else:
        offered = [*names, said] if _is_word(said) else [said, *names]
    fitting = [each for each in dict.fromkeys(offered) if length(each) <= DISCORD.option]
    return [Choice(name=each, value=each) for each in fitting[: DISCORD.options]]


def _is_name(said: str, found: Sequence[Topic]) -> bool:
    """Whether a name, or a word of one, begins like this."""
    return any(f" {normal(said)}" in f" {normal(name)}" for topic in found for name in topic.names)


def _is_word(said: str) -> bool:
    return " " not in said and not is_asking(said)
