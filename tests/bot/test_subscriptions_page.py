"""docs/subscriptions.md against the bot: what it has people type works, and what it explains is what is said."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.compose import NO_FACT, QUIET
from bot.config import load
from bot.configured import Configured
from bot.schedule import MISSED, OVERTAKEN
from corpus.collection import Corpus
from handlers.card import Kind
from handlers.registry import STATE_BY_NAME
from handlers.request import Place, Request
from handlers.route import state_command
from handlers.state import Stage
from tests.handlers.memory import Memory

PAGE = (Path(__file__).resolve().parents[2] / "docs/subscriptions.md").read_text(encoding="utf-8")
TYPED = re.findall(r"`/alibaba (subscribe[^`]*)`", PAGE)
TIMES = re.findall(r"`([^`]+)`", PAGE.partition("Times are read as people write them")[2].partition("Who names")[0])
COMMANDS = ("subscribe", "subscriptions", "preview", "test", "status", "pause", "resume", "unsubscribe")


@pytest.mark.parametrize("text", [*TYPED, *(f"subscribe fact {time}" for time in TIMES)])
def test_what_the_page_has_people_type_is_understood(shipped: Corpus, text: str) -> None:
    """To the letter."""
    found = state_command(Request(text, date(2026, 11, 22), place=Place("slack", "T1", "C1")))
    assert found

    reply = found[0].handler(found[1], shipped, Memory(own_zone="Europe/Paris"))

    assert (reply.kind, reply.card.title) == (Kind.LIST, "Subscribed")


def test_the_page_has_every_command_about_subscriptions() -> None:
    """And none that there is not."""
    assert [name for name in COMMANDS if not re.search(rf"`(?:/alibaba )?{name}`", PAGE)] == []
    assert set(COMMANDS) <= STATE_BY_NAME.keys()


def test_the_page_explains_every_stage_and_every_reason_of_the_clock() -> None:
    """In the very words of the reply to "status"."""
    assert [stage for stage in Stage if f"| {stage} |" not in PAGE] == []
    assert [reason for reason in (MISSED, OVERTAKEN, QUIET, NO_FACT) if f"| {reason} |" not in PAGE] == []


def test_the_example_of_the_configuration_can_be_copied(tmp_path: Path) -> None:
    """It sets every field that there is."""
    example = PAGE.partition("```toml\n")[2].partition("```")[0]
    (tmp_path / "config.toml").write_text(example, encoding="utf-8")

    (found,) = load({}, tmp_path).subscriptions

    assert found == replace(found, topics=("Cainiao", "Alipay"), has_picture=True, skips_quiet=False)
    assert found.rhythm.zone == "Europe/London"
    assert isinstance(found, Configured)
