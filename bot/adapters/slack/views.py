"""Slack's modals, its App Home, its option lists and prompts: all that is no message."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from bot.adapters.slack.blocks.body import blocks, body, cost
from bot.adapters.slack.blocks.elements import (
    Json,
    button,
    divider,
    header,
    option,
    paragraph,
    picker,
    plain,
    rich,
    row,
    run,
    small,
)
from bot.adapters.slack.blocks.text import can_be_said, shortened
from bot.adapters.slack.limits import SLACK
from bot.adapters.slack.render import plain_message
from bot.pages import pages
from bot.wording import visible
from corpus.topics import Topic
from handlers.card import Audience, Card
from handlers.workspace import AutoAnswer, Chosen

_REASONS = {
    "wrong": "It is wrong",
    "not_answered": "It does not answer my question",
    "out_of_date": "It is out of date",
    "off_topic": "It is about something else",
}
_SEEN_BY = {
    Audience.CHANNEL: "Everyone in the channel sees the reply to a command.",
    Audience.ASKER: "You alone see the reply to your command, and can share it.",
}
_UNASKED = {
    AutoAnswer.OFF: "In a channel I answer when somebody mentions me.",
    AutoAnswer.DRY_RUN: "In a channel I answer when somebody mentions me; in some I record what else I would answer.",
    AutoAnswer.ON: "In a channel I answer when somebody mentions me, in some also unasked, when the answer is certain.",
}


def answer_view(card: Card, text: str, page: int = 0) -> Json:
    """A reply as a modal, one page of it, from 0; ``text`` is what was asked, to make the other pages from.

    Of what was asked at such length that a modal cannot remember it, there is the one page.
    """
    return answer_views(card, text, page)[0]


def answer_views(card: Card, text: str, page: int = 0) -> tuple[Json, Json]:
    """The same, and again in plain sections, for when Slack cannot show the blocks."""
    found = _pages(card)
    page = max(0, min(page, len(found) - 1))
    is_named = len(visible(card.title)) <= SLACK.modal_title
    can_turn = len(text) <= SLACK.metadata
    turning = list(_turning(page, len(found))) if can_turn else []
    shell = {
        **modal("answer", card.title if is_named else "Answer", ()),
        "private_metadata": text if can_turn else "",
    }
    shown = body(found[page]) if is_named else blocks(found[page])
    plainly = plain_message(found[page])["blocks"]
    return {**shell, "blocks": [*shown, *turning]}, {**shell, "blocks": [*plainly, *turning]}


@lru_cache(50)
def _pages(card: Card) -> tuple[Card, ...]:
    """Kept, for who reads a page turns to the next."""
    return pages(card, SLACK.page, cost)


def _turning(page: int, count: int) -> Iterator[Json]:
    """Which page it is, and buttons to those before and after."""
    if count > 1:
        around = (("page:previous", "Previous", page - 1), ("page:next", "Next", page + 1))
        yield row(*(button(name, label, str(to)) for name, label, to in around if 0 <= to < count))
        yield small(f"Page {page + 1} of {count}")


def waiting_view() -> Json:
    """The modal until a late reply takes its place."""
    return modal("answer", "One moment", [rich(paragraph(run("The answer takes longer than usual. It comes here.")))])


def ask_view(longest: int, draft: str = "") -> Json:
    """The modal to ask in, with a first draft of the question, of which ``longest`` characters are taken."""
    most = min(longest, SLACK.input)
    field = {
        "type": "plain_text_input",
        "action_id": "question",
        "max_length": most,
        "placeholder": plain("A topic or a question"),
        **({"initial_value": draft[:most]} if draft else {}),
    }
    return {**modal("ask", "Ask", [entry("question", "What do you want to know?", field)]), "submit": plain("Ask")}


def question_of(view: Mapping[str, Any]) -> str:
    """What was typed into the modal to ask in."""
    return view["state"]["values"]["question"]["question"].get("value") or ""


def reason_view(question: str) -> Json:
    """The modal that asks why a reply was of no help; ``question`` is its question's id."""
    choices = {
        "type": "radio_buttons",
        "action_id": "reason",
        "options": [option(label, reason) for reason, label in _REASONS.items()],
    }
    asked = entry("reason", "Why was it not helpful?", choices)
    return {**modal("reason", "Not helpful", [asked]), "submit": plain("Send"), "private_metadata": question}


def reason_of(view: Mapping[str, Any]) -> str:
    """The reason that was chosen: ``wrong``, ``not_answered``, ``out_of_date`` or ``off_topic``."""
    return str(view["state"]["values"]["reason"]["reason"]["selected_option"]["value"])


def entry(name: str, label: str, element: Json) -> Json:
    """A field of a modal with its label."""
    return {"type": "input", "block_id": name, "label": plain(label), "element": element}


def modal(callback: str, title: str, shown: Sequence[Json]) -> Json:
    """A modal that can be closed; ``callback`` tells what it is when it is sent off."""
    return {
        "type": "modal",
        "callback_id": callback,
        "title": plain(shortened(title, SLACK.modal_title)),
        "close": plain("Close"),
        "blocks": list(shown),
    }


def options(topics: Sequence[Topic]) -> list[Json]:
    """What the topic picker offers; an option's value is what it asks."""
    names = (topic.name for topic in topics if can_be_said(topic.name, SLACK.option_value))
    return [option(name, name) for name in islice(names, SLACK.options)]


def prompts(topics: Sequence[Topic] = ()) -> list[dict[str, str]]:
    """What the agent view offers to say first: each with a title and the message that it sends; one of a topic."""
    named = [(f"What is {topic.name}?", topic.name) for topic in topics[:1]]
    offered = (
        *named,
        ("What is today's fact?", "fact"),
        ("Which topics are there?", "topics"),
        ("How do I ask?", "help"),
    )
    return [{"title": title, "message": said} for title, said in offered][: SLACK.prompts]


def home_view(topics: Sequence[Topic], word: str, fact: Card, recent: Sequence[str], chosen: Chosen) -> Json:
    """The App Home: today's fact, topics, what this person asked last, how to ask, what the workspace chose."""
    named = [button(f"say:topic.{at}", topic.name, topic.name) for at, topic in enumerate(topics[: SLACK.buttons])]
    again = [button(f"say:again.{at}", text, text) for at, text in enumerate(recent) if can_be_said(text)]
    how = (
        f"Type /{word} and a topic or a question in any channel, mention me, or write to me under Messages. Every "
        "answer is a sentence of an article, with its source and date. What no article says is not answered."
    )
    shown = [
        small("Today's fact"),
        *blocks(fact),
        *_part("Topics", [row(*named, picker("Find a topic"))]),
        *(_part("You asked", [row(one) for one in again]) if again else []),
        *_part("How to ask", [rich(paragraph(run(how)))]),
        *_part("In this workspace", _held(chosen, word)),
    ]
    return {"type": "home", "blocks": shown}


def _part(title: str, shown: Sequence[Json]) -> list[Json]:
    return [divider(), header(title), *shown]


def _held(chosen: Chosen, word: str) -> list[Json]:
    """What holds in the workspace, and who changes it."""
    told = f"{_SEEN_BY[chosen.audience]} {_UNASKED[chosen.auto_answer]}"
    hint = f"Admins change this with /{word} settings, and have facts posted in a channel with /{word} subscribe there."
    return [rich(paragraph(run(told))), small(hint)]
