"""What the database tells of people: nothing that names them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.slack.conftest import Running
from tests.slack.fake.blocks import elements
from tests.slack.fake.server import Slack

COUNTRIES = "how many countries does Cainiao reach?"


async def test_no_table_holds_the_id_or_name_of_a_person(slack: Slack, running: Running, tmp_path: Path) -> None:
    """Whatever somebody types, presses, shares or judges, and whomever they mention."""
    other = slack.workspace.add_user("grace")
    async with running():
        await slack.connected()
        private = await slack.command(slack.asker, slack.general, "/alibaba", COUNTRIES)
        shared = await slack.press(slack.asker, private, "share")
        await slack.until(lambda: len(shared.shown) == 2)
        vote = next(each for _, each in elements(private.blocks) if each["action_id"] == "feedback")
        await slack.press(slack.asker, private, "feedback", vote["negative_button"]["value"])
        suggestion = await slack.ask(slack.asker, slack.general, slack.mention("ali"))
        await slack.press(slack.asker, suggestion, "say:1.0")
        await slack.answer(suggestion)
        await slack.ask(slack.asker, slack.general, slack.mention(f"does <@{other.id}> know who founded Alibaba?"))
        await slack.open_home(slack.asker)
        await slack.idle()
    with closing(sqlite3.connect(tmp_path / "dossier.sqlite3")) as database:
        kept = "\n".join(database.iterdump())

    assert COUNTRIES in kept
    assert [word for word in (slack.asker.id, slack.asker.name, other.id) if word in kept] == []
