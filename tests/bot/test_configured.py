"""Subscriptions in config.toml: read, and what is said of those that cannot be."""

from datetime import time
from pathlib import Path

import pytest

from bot.config import load
from bot.configured import Configured, configured
from bot.errors import ConfigError
from handlers.request import Place
from handlers.rhythm import EVERY_DAY, WEEKDAYS, Rhythm
from handlers.subscription import Kind

IDS = {"chat": "slack", "workspace": "T1", "channel": "C1"}
HERE = Place("slack", "T1", "C1")


def fault(*tables: object) -> str:
    """What is said of subscriptions that cannot be."""
    with pytest.raises(ConfigError) as caught:
        configured(list(tables), "UTC")
    return str(caught.value)


def test_the_ids_of_a_channel_are_enough() -> None:
    """All else is as for whoever types no more than subscribe, in the zone that is set for the bot."""
    (found,) = configured([IDS], "Asia/Tokyo")

    assert found == Configured(HERE, Kind.FACT, Rhythm(time(9), WEEKDAYS, "Asia/Tokyo"))


def test_times_are_written_as_people_write_them() -> None:
    """And so are days and zones."""
    fact = {**IDS, "at": "half past five pm", "zone": "London", "days": "every day", "picture": False}
    digest = {**IDS, "kind": "digest", "days": "Fridays", "topics": [" Cainiao", "Alipay"], "skip_quiet_weeks": True}

    assert configured([fact, digest], "UTC") == (
        Configured(HERE, Kind.FACT, Rhythm(time(17, 30), EVERY_DAY, "Europe/London"), has_picture=False),
        Configured(
            HERE,
            Kind.DIGEST,
            Rhythm(time(8, 30), frozenset({4}), "UTC"),
            ("Cainiao", "Alipay"),
            skips_quiet=True,
        ),
    )


def test_they_stand_in_the_file_beside_the_other_settings(tmp_path: Path) -> None:
    """The bot's zone may come from a variable."""
    text = '[posts]\npicture = false\n[[posts.subscriptions]]\nchat = "discord"\nworkspace = "1"\nchannel = "2"\n'
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")

    config = load({"DOSSIER_POSTS_ZONE": "Paris"}, tmp_path)

    assert [each.place for each in config.subscriptions] == [Place("discord", "1", "2")]
    assert config.subscriptions[0].rhythm.zone == "Europe/Paris"
    assert not config.posts.picture
    assert load({}, tmp_path.parent).subscriptions == ()


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        (["C1"], "posts.subscriptions: expected tables, each under a line [[posts.subscriptions]]"),
        (
            [{**IDS, "channel": ""}],
            "posts.subscriptions, number 1: channel: missing: chat, workspace and channel are needed",
        ),
        ([IDS, {**IDS, "chanle": "C2"}], "number 2: chanle: unknown setting: did you mean 'channel'?"),
        ([{**IDS, "chat": "irc"}], "chat: expected slack or discord, got 'irc'"),
        ([{**IDS, "kind": "poem"}], "kind: expected fact or digest, got 'poem'"),
        ([{**IDS, "channel": 5}], "channel: expected text, got 5"),
        ([{**IDS, "picture": "no"}], "picture: expected true or false, got 'no'"),
        ([{**IDS, "topics": "Cainiao"}], "topics: expected a list of names, got 'Cainiao'"),
        ([{**IDS, "topics": [1]}], "topics: expected a list of names, got [1]"),
        ([{**IDS, "at": "25:00"}], "at: “25:00” is no time of day. Try: 09:00."),
        ([{**IDS, "zone": "Lundon"}], "zone: “lundon” is no time zone. Try: Europe/London."),
        ([{**IDS, "zone": "CST"}], "zones. Try: America/Chicago or Asia/Shanghai."),
        ([{**IDS, "days": "sometimes"}], "days: “sometimes” was not understood. Try: on weekdays."),
        ([{**IDS, "days": "someday"}], "days: “someday” was not understood."),
        (
            [IDS, {**IDS, "at": "10:00"}],
            "the fact of channel C1 is there twice: a channel has one fact and one digest at most",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_what_is_expected(tables: list[object], said: str) -> None:
    """At the start, not at nine o'clock."""
    assert said in fault(*tables)


def test_a_single_table_is_not_a_list_of_them() -> None:
    """Whoever wrote one pair of brackets is told of the other."""
    with pytest.raises(ConfigError, match="expected tables"):
        configured(IDS, "UTC")
