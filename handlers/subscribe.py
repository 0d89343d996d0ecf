"""A subscription made or changed: what this channel gets by itself, and when."""

import re
from dataclasses import dataclass, replace

from corpus.collection import Corpus
from handlers import form
from handlers.about import About, about
from handlers.card import Action, Actions, Note, Reply, Text, card
from handlers.card import Kind as Sort
from handlers.chats import typed as in_chat
from handlers.daily import facts_about
from handlers.described import described, names, typed
from handlers.listed import listed
from handlers.request import Request
from handlers.state import State
from handlers.subscribed import (
    IN_A_FORM,
    UNKNOWN,
    fixed,
    fresh,
    here,
    kind,
    no_channel,
    private,
    turned_on,
)
from handlers.subscription import Kind, Subscription
from handlers.suggest import echo
from handlers.when import Misread, read
from handlers.zones import shown

_QUIET = r" quiet(?: weeks?| ones)?\b"
_SKIP = re.compile(rf"\b(?:skip(?:ping)?|without|except|not|no)(?: in| on)?(?: the)?{_QUIET}", re.IGNORECASE)
_EVEN = re.compile(rf"\b(?:even|also)(?: (?:when|if|in|on))?(?: it(?:'s| is))?{_QUIET}", re.IGNORECASE)
_PICTURE = re.compile(
    r"\b(with no|with(?:out)?|no|not)(?: an?| the| any| its)? (?:picture|image)s?(?= |$|[,.;])[,.;]?", re.IGNORECASE
)
_MANNERS = re.compile(r",?\s*\b(?:please|thanks|thank you)\b[,.!]?", re.IGNORECASE)
_FILLING = frozenset("to us me a an the please this channel with get for weekly".split())
_KIND_WITHIN = 5  # words: "to the daily fact at 9"
_OFFERED = 3
_NO_QUIET = "Quiet weeks are skipped by digests alone."
_NO_PICTURE = "Pictures come with facts alone."
_ONLY_ONE = "There is only one fact on that: it comes every time."


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was typed: a kind, topics and the rest; the last two are None where nothing is said of them."""

    kind: Kind
    about: About
    skips: bool | None
    picture: bool | None


def subscribe(request: Request, corpus: Corpus, state: State) -> Reply:
    """Subscribe the channel to a fact or a digest, or change that; what is not said stays, or is as usual."""
    if not request.place.channel:
        return no_channel("subscribe")
    asked = _asked(request.text, corpus)
    before = next((each for each in here(request, state) if each.kind is asked.kind), None)
    if before and before.is_from_config:
        return fixed("change", before)
    wanted = _wanted(before or fresh(asked.kind, request, state), asked)
    if asked.about.unknown:
        return _unknown(asked.about, wanted, corpus)
    understood = read(asked.about.rest, wanted.rhythm, mine=state.zone(), server=state.server_zone())
    if isinstance(understood, Misread):
        return _misread(understood, wanted, corpus)
    if wanted.kind is Kind.FACT and not facts_about(corpus, wanted.topics):
        return _no_facts(wanted, corpus)
    wanted = turned_on(replace(wanted, rhythm=understood.rhythm), state.now())
    state.subscribe(wanted)
    is_told = before is not None or understood.names_zone
    return _held(
        before, wanted, (*understood.notes, _stray(asked), _whose(wanted, request, state, is_told=is_told)), corpus
    )


def _wanted(old: Subscription, asked: _Asked) -> Subscription:
    """A subscription with what was said of it, but for the time."""
    topics = old.topics if asked.about.topics is None else asked.about.topics
    if asked.kind is Kind.DIGEST:
        skips = old.skips_quiet if asked.skips is None else asked.skips
        return replace(old, topics=topics, skips_quiet=skips)
    return replace(old, topics=topics, has_picture=old.has_picture if asked.picture is None else asked.picture)


def _stray(asked: _Asked) -> str:
    """That something was said which is nothing to this kind."""
    if asked.kind is Kind.FACT:
        return "" if asked.skips is None else _NO_QUIET
    return "" if asked.picture is None else _NO_PICTURE


def _asked(typed_text: str, corpus: Corpus) -> _Asked:
    text = _MANNERS.sub(" ", typed_text)
    skips = True if _SKIP.search(text) else False if _EVEN.search(text) else None
    pictured = _PICTURE.search(text)
    found, rest = _kind(_PICTURE.sub(" ", _EVEN.sub(" ", _SKIP.sub(" ", text))))
    kind_of = found or (Kind.FACT if skips is None else Kind.DIGEST)
    return _Asked(kind_of, about(rest, corpus), skips, pictured[1].casefold() == "with" if pictured else None)


def _kind(text: str) -> tuple[Kind | None, str]:
    """The kind that is named among the first words, and the text without it and what it takes to make a sentence."""
    words = text.split()
    at = next((i for i, word in enumerate(words[:_KIND_WITHIN]) if kind(word)), None)
    before = [word for word in words[: at or 0] if word.casefold() not in _FILLING]
    if at is None:
        while words and words[0].casefold() in _FILLING:
            del words[0]
        return None, " ".join(words)
    return kind(words[at]), " ".join((*before, *words[at + 1 :]))


def _held(before: Subscription | None, now: Subscription, notes: tuple[str, ...], corpus: Corpus) -> Reply:
    """What holds now."""
    title = "Subscribed" if before is None else "Nothing changed" if before == now else "Changed"
    was_paused = before is not None and before.is_paused
    made = card(
        corpus,
        title,
        Text(described(now, corpus)),
        Text("It was paused, and is on again." if was_paused else ""),
        Note(" ".join(filter(None, notes))),
        Note(_cycle(now, corpus)),
        Actions("", (Action("Preview", f"preview {now.kind}"), _in_a_form(now), Action("Pause", f"pause {now.kind}"))),
    )
    return private(Sort.LIST, made)


def _in_a_form(subscription: Subscription) -> Action:
    return Action(IN_A_FORM, f"subscribe {form.WORD} {subscription.kind}")


def _cycle(now: Subscription, corpus: Corpus) -> str:
    """How many facts there are until they begin anew."""
    if now.kind is not Kind.FACT:
        return ""
    count = len(facts_about(corpus, now.topics))
    return f"There are {count} facts; none comes again before all have come." if count > 1 else _ONLY_ONE


def _whose(now: Subscription, request: Request, state: State, *, is_told: bool) -> str:
    """Whose time zone it is where nobody named one, and how to name another."""
    zone = now.rhythm.zone
    wanted = f"subscribe {now.kind} at {now.rhythm.at:%H:%M} {_elsewhere(zone)}"
    example = in_chat(wanted, request.place.platform, request.settings.word)
    if not is_told and zone == state.zone():
        return f"{shown(zone)} is your own time zone. To have another: {example}."
    if not is_told and zone == state.server_zone():
        return f"{shown(zone)} is the time zone that is set for this bot. To have another: {example}."
    if not is_told and zone == UNKNOWN:
        return f"Your time zone is not known here, so it is UTC. To have another: {example}."
    return f"To have another time or zone: {example}."


def _elsewhere(zone: str) -> str:
    """A city in another zone."""
    return "London" if zone != "Europe/London" else "Paris"


def _unknown(found: About, wanted: Subscription, corpus: Corpus) -> Reply:
    """That a name is no topic's, and what may be meant by it."""
    without = Action("Leave it out", typed(wanted, corpus, found.rest))
    likely = tuple(
        Action(topic.name, typed(replace(wanted, topics=(*(found.topics or ()), topic.id)), corpus, found.rest))
        for topic in found.suggestions[:_OFFERED]
    )
    made = card(
        corpus,
        "Not subscribed",
        Text(f"No topic is called “{echo(found.unknown)}”."),
        Actions("Did you mean" if likely else "Try", likely or (without, Action("All topics", "topics"))),
    )
    return private(Sort.ERROR, made)


def _misread(found: Misread, wanted: Subscription, corpus: Corpus) -> Reply:
    """What was not understood about the time, and what would be."""
    likely = tuple(Action(instead, typed(wanted, corpus, instead)) for instead in found.instead[:_OFFERED])
    made = card(corpus, "Not subscribed", Text(found.problem), Actions("Choose", (*likely, _in_a_form(wanted))))
    return private(Sort.ERROR, made)


def _no_facts(wanted: Subscription, corpus: Corpus) -> Reply:
    """That there is nothing to post."""
    about = f" on {listed(names(wanted, corpus), 'or')}" if wanted.topics else ""
    said = Text(f"The articles hold no figure or date{about}.")
    others = (Action("A fact on any topic", typed(replace(wanted, topics=()), corpus)),) if facts_about(corpus) else ()
    return private(Sort.ERROR, card(corpus, "Not subscribed", said, Actions("Choose", others)))
