"""The words that stand beside a fact in every chat: when, who says so, where from."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from handlers.card import Actions, Card, Fact, Figure, Item, Quote, Source

NBSP = "\u00a0"
_LONGEST_GLUED = 30
_SEVERAL = 2  # facts of one provenance that say it once
_MANY = 3  # and those that do although others differ
_MOST = 0.6  # of the facts of a group
SILENT = "the corpus does not say"


def harmless(text: str) -> str:
    """A text on one line without control, invisible and direction-changing characters."""
    if text.replace(NBSP, " ").isprintable():
        return text
    return "".join(c if c.isprintable() or c == NBSP else " " if c.isspace() else "" for c in text)


def visible(text: str) -> str:
    """A text on one line, never empty, for chats refuse empty ones."""
    return harmless(text).strip() or "–"


def when(fact: Fact) -> str:
    """``as of Nov 2016 (inferred)``, ``before 2009``, ``date unknown``."""
    if not fact.as_of:
        return "date unknown"
    words = fact.as_of if fact.as_of.startswith("before ") else f"as of {fact.as_of}"
    return words if fact.as_of_basis == "stated" else f"{words} ({fact.as_of_basis})"


@lru_cache(5_000)  # whoever makes a card fit asks for the same ones many times
def provenance(fact: Fact) -> str:
    """``as of Nov 2016 (inferred), Leo Wang``: what must stand beside a fact besides its source's number.

    It breaks at most before the name.
    """
    return f"{_glued(when(fact))}, {_glued(fact.attribution)}"


def _glued(text: str) -> str:
    return text if len(text) > _LONGEST_GLUED else text.replace(" ", NBSP)


def shared(facts: Sequence[Fact]) -> str:
    """The provenance to be said once for several facts: of all, or of at least three that are most; "" for none."""
    if len(facts) < _SEVERAL:
        return ""
    often, count = Counter(map(provenance, facts)).most_common(1)[0]
    return often if count == len(facts) or (count >= _MANY and count >= _MOST * len(facts)) else ""


def said_once(facts: Sequence[Fact]) -> str:
    """``shared`` as a heading says it: ``as of Nov 2016, Leo Wang unless said`` where some facts say otherwise."""
    once = shared(facts)
    return f"{once} unless said" if once and any(beside(fact, once) for fact in facts) else once


def in_common(facts: Sequence[Fact]) -> tuple[str, str]:
    """``shared`` and ``said_once``, where one fact alone says its provenance in the heading as well."""
    return (provenance(facts[0]),) * 2 if len(facts) == 1 else (shared(facts), said_once(facts))


def beside(fact: Fact, once: str) -> str:
    """What a fact still has to say of its provenance when its group has said so much once."""
    return "" if provenance(fact) == once else provenance(fact)


def beneath(fact: Fact, card: Card) -> str:
    """What stands beneath the sentence that answers: what it is about, and its provenance."""
    return f"{card.title} · {provenance(fact)}"


def under(fact: Fact, card: Card, at: int) -> str:
    """The same for an answer that is the block ``at`` of its card: only the first has not said what it is about."""
    return beneath(fact, card) if at == 0 else provenance(fact)


def is_answer(card: Card) -> bool:
    """Whether the answer comes first, and what it is about beneath it."""
    return bool(card.blocks) and isinstance(card.blocks[0], Quote | Figure)


def mark(fact: Fact, card: Card) -> str:
    """``[1]``: the number of a fact's source."""
    return f"[{card.number(fact.source)}]"


def reference(source: Source) -> str:
    """``Title. Author, publisher, date`` and the address when there is one; what is missing is called unknown."""
    parts = (source.author, source.publisher or "publisher unknown", source.date or "date unknown", source.url)
    stop = "" if source.title.endswith((".", "?", "!", "…")) else "."
    return f"{source.title}{stop} {', '.join(_glued(part) for part in parts if part)}"


def named(item: Item) -> str:
    """``b2c4 – How many planes?``: the name of an entry, after what is typed for it."""
    return f"{item.code} – {item.name}" if item.code else item.name


def offer(actions: Actions) -> str:
    """Buttons as words: what to type, and what that does where it is not the same."""
    says = (a.say if a.say.casefold() == a.label.casefold() else f"{a.say} ({a.label})" for a in actions.actions)
    return " · ".join(says)


def offered(actions: Actions) -> str:
    """What stands before the buttons."""
    return actions.title or "Next"


def more(count: int) -> str:
    """``… and 12 more``."""
    return f"… and {count} more"
