"""Subscribing by form: opened with what holds, read field by field when it is sent off, and then done as if typed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from corpus.collection import Corpus
from handlers import subscribe as typed
from handlers.about import about
from handlers.card import Action, Actions, Reply, Text, card
from handlers.card import Kind as Sort
from handlers.form import WORD, Field, Form, is_filled, read
from handlers.listed import listed
from handlers.request import Request
from handlers.rhythm import Rhythm
from handlers.state import State
from handlers.subscribed import IN_A_FORM, are_several, fixed, fresh, here, meant, no_channel, one_at_a_time, private
from handlers.subscription import EVEN_QUIET, SKIP_QUIET, WITH_PICTURE, WITHOUT_PICTURE, Kind, Subscription
from handlers.suggest import echo
from handlers.weekdays import days, said
from handlers.when import Misread, likely
from handlers.when import read as read_when
from handlers.zones import shown

_FORM = re.compile(rf"{WORD}\b(?P<kind>[^|]*)", re.IGNORECASE)
_HOW = "A form asks for the time, the days and the rest. If none opens, press the button."


def subscribe(request: Request, corpus: Corpus, state: State) -> Reply:
    """Subscribe by what was typed, or open the form, or take one that was sent off."""
    text = request.text.strip()
    filled, asked = read(text), _FORM.match(text)
    if filled and is_filled(text):
        return _taken(filled, request, corpus, state)
    if asked is None:
        return one_at_a_time() if are_several(text) else typed.subscribe(request, corpus, state)
    held = _held(asked["kind"], request, state)
    if not request.place.channel:
        return no_channel("subscribe")
    return fixed("change", held) if held.is_from_config else _open(filled or _as_it_is(held, corpus), corpus)


def _held(kinds: str, request: Request, state: State) -> Subscription:
    """What the form opens with: the subscription of a kind that is named, of any kind, or one as is usual."""
    wanted = meant(kinds) or tuple(Kind)
    own = (each for each in here(request, state) if each.kind in wanted)
    return next(own, None) or fresh(wanted[0], request, state)


def _as_it_is(held: Subscription, corpus: Corpus) -> Form:
    rhythm = held.rhythm
    return Form(
        held.kind,
        f"{rhythm.at:%H:%M}",
        shown(rhythm.zone),
        _digits(rhythm),
        ", ".join(corpus.topics[each].name for each in held.topics if each in corpus.topics),
        held.has_picture,
        held.skips_quiet,
    )


def _open(form: Form, corpus: Corpus) -> Reply:
    """The form, beside a card for where none can open."""
    made = card(corpus, "In a form", Text(_HOW), Actions("", (Action(IN_A_FORM, form.said()),)))
    return replace(private(Sort.LIST, made), form=form)


def _taken(filled: Form, request: Request, corpus: Corpus, state: State) -> Reply:
    """What holds now; or the form again with what is wrong in it."""
    filled = _with_own_times(filled, request, state)
    problems = tuple(_problems(filled, _held(filled.kind, request, state).rhythm, corpus, state))
    if problems:
        return _wrong(filled, problems, corpus)
    reply = typed.subscribe(replace(request, text=_words(filled)), corpus, state)
    if reply.kind is not Sort.ERROR or any(each.is_from_config for each in here(request, state)):
        return reply
    told = " ".join(block.text for block in reply.card.blocks if isinstance(block, Text))
    return _wrong(filled, ((Field.TOPICS, told),), corpus)


def _with_own_times(filled: Form, request: Request, state: State) -> Form:
    """A form with its kind's own time and days, where it was opened with the other and that one's still stand."""
    if filled.opened in {"", filled.kind} or not {filled.opened, filled.kind} <= set(Kind):
        return filled
    before, own = (_held(each, request, state).rhythm for each in (filled.opened, filled.kind))
    found = read_when(f"{filled.at}, {filled.zone}", before, mine=state.zone(), server=state.server_zone())
    if isinstance(found, Misread) or (found.rhythm.at, filled.days) != (before.at, _digits(before)):
        return filled
    return replace(filled, at=f"{own.at:%H:%M}", zone=shown(found.rhythm.zone), days=_digits(own))


def _digits(rhythm: Rhythm) -> str:
    """The days as a form has them."""
    return "".join(map(str, sorted(rhythm.days)))


def _words(filled: Form) -> str:
    """What one would type for it."""
    picture, quiet = (WITHOUT_PICTURE, WITH_PICTURE)[filled.has_picture], (EVEN_QUIET, SKIP_QUIET)[filled.skips_quiet]
    more = quiet if filled.kind == Kind.DIGEST else picture
    when = f"{filled.at}, {filled.zone} {said(frozenset(map(int, filled.days)))}"
    return f"{filled.kind} {when} {more} about {filled.topics or 'everything'}"


def _problems(filled: Form, usual: Rhythm, corpus: Corpus, state: State) -> Iterator[tuple[Field, str]]:
    """What is wrong, field by field."""
    if filled.kind not in set(Kind):
        yield Field.KIND, "Choose a fact or a digest."
    at = _of_time(filled.at, usual, state, _time_and_zone) if filled.at else "A time is needed, such as 09:00."
    if at:
        yield Field.AT, at
    show = _zone if filled.zone else _time_and_zone
    if zone := _of_time(filled.zone if at else f"{filled.at}, {filled.zone}", usual, state, show):
        yield Field.ZONE, zone
    if not filled.days:
        yield Field.DAYS, "Choose at least one day."
    if topics := _of_topics(filled.topics, corpus):
        yield Field.TOPICS, topics


def _zone(rhythm: Rhythm) -> str:
    return shown(rhythm.zone)


def _time_and_zone(rhythm: Rhythm) -> str:
    """What stands where time and zone are one field."""
    return f"{rhythm.at:%H:%M} {shown(rhythm.zone)}"


def _of_time(text: str, usual: Rhythm, state: State, show: Callable[[Rhythm], str]) -> str:
    """What is wrong with a time or a zone, and what its field would take instead; "" for nothing."""
    if days(text.casefold()).days is not None:
        return f"“{echo(text)}” names days: those are chosen by themselves."
    found = read_when(text, usual, mine=state.zone(), server=state.server_zone())
    if not isinstance(found, Misread):
        return ""
    near = likely(found, usual, show)
    return f"{found.problem} Try: {near}." if near else found.problem


def _of_topics(text: str, corpus: Corpus) -> str:
    """What is wrong with the names of topics; "" for nothing."""
    found = about(f"about {text}", corpus) if text else None
    if found is None or not (found.unknown or found.rest):
        return ""
    near = listed((topic.name for topic in found.suggestions), "or")
    hint = f" Did you mean {near}?" if near else ""
    return f"No topic is called “{echo(found.unknown or found.rest)}”.{hint}"


def _wrong(filled: Form, problems: tuple[tuple[Field, str], ...], corpus: Corpus) -> Reply:
    """What is wrong, and the way back to the form as it was filled in."""
    again = Actions("", (Action("Back to the form", filled.said()),))
    made = card(corpus, "Not subscribed", *(Text(problem) for _, problem in problems), again)
    return replace(private(Sort.ERROR, made), form=replace(filled, problems=problems))
