"""Replies as JSON: the documented schema, one line each, and a context that comes back."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from bot.app import Dossier
from bot.wire import line, wire
from corpus.gates import GATES
from handlers.card import Card, Context, Kind, Reply
from handlers.request import Request

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reply-json.md"
ASKED = (
    "",
    "cainiao",
    "alibaba",
    "how many countries does Cainiao reach?",
    "who founded Nokia?",
    "cainioa",
    "qwertyuiop",
    "compare alipay and paypal",
    "timeline singles day",
    "fact",
    "topics",
    "sources",
    "help",
    "about",
    "x" * 400,
    "?!",
)


def documented() -> dict[str, Any]:
    """The schema that docs/reply-json.md shows."""
    found = re.search(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    shown: dict[str, Any] = json.loads(found[1])
    return shown


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    """What holds a reply against the documented schema."""
    Draft202012Validator.check_schema(documented())
    return Draft202012Validator(documented())


@pytest.mark.parametrize("text", ASKED)
def test_every_reply_is_as_the_documented_schema_says(
    dossier: Dossier, schema: Draft202012Validator, day: date, text: str
) -> None:
    """Each kind of reply passes the schema, and each fact cites one of its sources."""
    reply: dict[str, Any] = json.loads(line(dossier.answer(Request(text, day))))

    schema.validate(reply)
    sources = [source["id"] for source in reply["sources"]]
    for fact in reply["facts"]:
        assert fact["text"] in reply["text"]
        assert f"[{sources.index(fact['source']) + 1}]" in reply["text"]


def test_every_block_is_as_the_documented_schema_says(schema: Draft202012Validator, every_block: Card) -> None:
    """A card of every block passes too, and what its buttons say is offered."""
    reply = wire(Reply(Kind.CARD, every_block))

    schema.validate(reply)
    assert reply["suggestions"] == ["Oolong", "topics"]
    assert [fact["id"] for fact in reply["facts"]] == ["a-1", "b-1"]


def test_an_answer_comes_with_the_passages_that_were_weighed(dossier: Dossier, day: date) -> None:
    """The first that answers is the one shown, and no gate stopped it."""
    reply = wire(dossier.answer(Request("how many countries does Cainiao reach?", day)))

    passages = reply["evidence"]["passages"]
    answering = [passage for passage in passages if passage["answers"]]
    assert reply["evidence"]["outcome"] == "answer"
    assert answering[0]["id"] == reply["facts"][0]["id"]
    assert answering[0]["failed"] == []
    assert len(passages) > 1


@pytest.mark.parametrize(
    ("text", "outcome", "gate"),
    [
        ("how many staff does Cainiao have?", "closest", "counted"),
        ("how many countries does Cainiao reach in 2009?", "closest", "number"),
        ("is it going to rain?", "none", ""),
    ],
)
def test_a_question_that_is_not_answered_tells_which_gates_stopped_it(
    dossier: Dossier, day: date, text: str, outcome: str, gate: str
) -> None:
    """And whether anything came close enough to be shown."""
    reply = wire(dossier.answer(Request(text, day)))

    assert reply["kind"] == "no_answer"
    assert reply["evidence"]["outcome"] == outcome
    assert (reply["facts"] == []) == (outcome == "none")
    assert gate in {"", *reply["evidence"]["passages"][0]["failed"]}


@pytest.mark.parametrize("text", ["cainiao", "topics", "compare alipay and paypal", "what is Cainiao?"])
def test_a_reply_that_needed_no_search_has_no_evidence(dossier: Dossier, day: date, text: str) -> None:
    """It is null, not left out."""
    reply = json.loads(line(dossier.answer(Request(text, day))))

    assert reply["evidence"] is None


def test_every_gate_is_explained_and_allowed_by_the_schema() -> None:
    """In the order in which the gates stand, and no other."""
    explained = re.findall(r"^\| `(\w+)` \| the sentence ", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    passage = documented()["properties"]["evidence"]["properties"]["passages"]["items"]

    assert [*GATES] == explained
    assert [*GATES] == passage["properties"]["failed"]["items"]["enum"]


@given(st.text())
def test_whatever_a_reply_holds_it_is_one_line_of_utf_8(text: str) -> None:
    """No character ends the line early or cannot be written, and all of them come back."""
    written = line(Reply(Kind.HELP, Card(text, ()), None, Context(question=text)))

    assert written.splitlines() == [written]
    assert json.loads(written.encode())["context"]["question"] == text


@given(st.builds(Context, st.tuples(st.text()), st.text(), st.tuples(st.text(), st.text())))
def test_a_context_comes_back(context: Context) -> None:
    """What a reply leaves for the next turn survives JSON."""
    written = json.loads(line(Reply(Kind.HELP, Card("Tea", ()), None, context)))["context"]

    assert Context(tuple(written["topics"]), written["question"], tuple(written["facts"])) == context
