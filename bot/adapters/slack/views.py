"""Slack's modals, its App Home, its option lists and prompts: all that is no message."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.adapters.slack.limits import SLACK
from bot.adapters.slack.render import Json, blocks, cost, shortened
from bot.pages import pages
from corpus.collection import Corpus
from corpus.topics import Topic
from handlers.card import Actions, Audience, Card
from handlers.complete import complete
from handlers.workspace import AutoAnswer, Chosen

_PICKED = 6  # topics on the App Home
_REASONS = (
    ("wrong", "It is wrong"),
    ("not_answered", "It does not answer my question"),
    ("out_of_date", "It is out of date"),
    ("off_topic", "It is about something else"),
)


def answer_view(card: Card, text: str, page: int = 0) -> Json:
    """A reply as a modal, one page of it; ``text`` is what was asked, to make the other pages from."""
    found = pages(_without_buttons(card), SLACK.everything, cost)
    page = max(0, min(page, len(found) - 1))
    shown = [*blocks(found[page]), *_turning(page, len(found))]
    return _modal("answer", card.title, shown, metadata=json.dumps({"text": text}))


def ask_view(draft: str) -> Json:
    """The modal to ask in, with a first draft of the question."""
    field = {
        "type": "plain_text_input",
        "action_id": "question",
        "max_length": SLACK.question,
        "placeholder": _plain("A topic or a question"),
        **({"initial_value": draft} if draft else {}),
    }
    asked = {"type": "input", "block_id": "question", "label": _plain("What do you want to know?"), "element": field}
    return _modal("ask", "Ask", [asked], submit="Ask")


def question_of(view: Mapping[str, Any]) -> str:
    """What was typed into the modal."""
    return view["state"]["values"]["question"]["question"].get("value") or ""


def reason_view(question: str) -> Json:
    """The modal that asks why an answer was of no help."""
    options = [{"text": _plain(words), "value": reason} for reason, words in _REASONS]
    element = {"type": "radio_buttons", "action_id": "reason", "options": options}
    asked = {"type": "input", "block_id": "reason", "label": _plain("What was the matter?"), "element": element}
    return _modal("reason", "Not helpful", [asked], submit="Send", metadata=question)


def reason_of(view: Mapping[str, Any]) -> str:
    """The reason that was chosen."""
    return str(view["state"]["values"]["reason"]["reason"]["selected_option"]["value"])


def options(topics: Sequence[Topic]) -> list[Json]:
    """What the topic picker offers."""
    return [
        {"text": _plain(shortened(topic.name, SLACK.option)), "value": topic.name}
        for topic in topics[: SLACK.options]
        if len(topic.name) <= SLACK.option_value
    ]


def prompts(corpus: Corpus) -> list[dict[str, str]]:
    """What the agent view offers to say first."""
    named = [(f"What is {topic.name}?", f"brief {topic.name}") for topic in complete("", corpus, 1)]
    offered = (*named, ("Today's fact", "fact"), ("All topics", "topics"), ("Where is this from?", "sources"))
    return [{"title": title, "message": said} for title, said in offered][: SLACK.prompts]


def home_view(corpus: Corpus, word: str, fact: Card, recent: Sequence[str], chosen: Chosen) -> Json:
    """The App Home: how to ask, today's fact, topics, what this person asked last, what the workspace chose."""
    shown = [
        _header("Ask"),
        _text(
            f"Type /{word} and a topic or a question in any channel, mention me, or write to me directly. Every answer "
            "is a sentence of an article, with its source and date; what no article says is not answered."
        ),
        {"type": "actions", "elements": [_picker(), _button("say:ask", "All topics", "topics")]},
        {"type": "divider"},
        *blocks(_without_buttons(fact)),
        {"type": "divider"},
        _header("Topics"),
        {
            "type": "actions",
            "elements": [
                _button(f"say:topic.{at}", topic.name, topic.name)
                for at, topic in enumerate(complete("", corpus, _PICKED))
            ],
        },
    ]
    if recent:
        shown += [{"type": "divider"}, _header("You asked"), *(_asked(at, text) for at, text in enumerate(recent))]
    return {"type": "home", "blocks": [*shown, {"type": "divider"}, _header("In this workspace"), _settings(chosen)]}


def _without_buttons(card: Card) -> Card:
    """A card for a place where its buttons would lead away from what is read."""
    return replace(card, blocks=tuple(block for block in card.blocks if not isinstance(block, Actions)))


def _turning(page: int, count: int) -> list[Json]:
    """Buttons to the pages before and after."""
    if count == 1:
        return []
    around = [("page:previous", "Previous", page - 1), ("page:next", "Next", page + 1)]
    buttons = [_button(name, label, str(to)) for name, label, to in around if 0 <= to < count]
    return [_small(f"Page {page + 1} of {count}"), {"type": "actions", "elements": buttons}]


def _modal(callback: str, title: str, shown: Sequence[Json], *, submit: str = "", metadata: str = "") -> Json:
    return {
        "type": "modal",
        "callback_id": callback,
        "title": _plain(shortened(title, SLACK.modal_title)),
        "close": _plain("Close"),
        **({"submit": _plain(submit)} if submit else {}),
        "private_metadata": metadata,
        "blocks": list(shown),
    }


def _picker() -> Json:
    """The topic picker, filled as one types."""
    return {
        "type": "external_select",
        "action_id": "topic",
        "placeholder": _plain("Find a topic"),
        "min_query_length": 0,
    }


def _asked(at: int, text: str) -> Json:
    """A question as it was asked, and a button that asks it again."""
    again = _button(f"say:again.{at}", "Ask again", text)
    return {"type": "section", "text": _plain(shortened(text, SLACK.section)), "accessory": again}


def _settings(chosen: Chosen) -> Json:
    audience = "the channel" if chosen.audience is Audience.CHANNEL else "the asker alone, who can share it"
    told = {
        AutoAnswer.OFF: "never",
        AutoAnswer.DRY_RUN: "never; what would be said is recorded",
        AutoAnswer.ON: f"in {len(chosen.channels)} channels",
    }[chosen.auto_answer]
    return _text(
        f"The reply to a command is seen by {audience}. Questions that nobody addresses to me are answered {told}. "
        "Admins change this with the command settings."
    )


def _button(name: str, label: str, value: str) -> Json:
    return {"type": "button", "action_id": name, "text": _plain(shortened(label, SLACK.button)), "value": value}


def _header(text: str) -> Json:
    return {"type": "header", "text": _plain(text)}


def _text(text: str) -> Json:
    return {"type": "section", "text": _plain(text)}


def _small(text: str) -> Json:
    return {"type": "context", "elements": [_plain(text)]}


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": False}
