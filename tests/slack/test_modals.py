"""Modals: pages of a long briefing, a question asked from anywhere, a question about a message."""

import re

import pytest

from bot.clock import today
from corpus.collection import Corpus
from handlers.request import Request
from handlers.route import reply
from tests.slack.conftest import Running
from tests.slack.fake.blocks import elements
from tests.slack.fake.faults import Fault
from tests.slack.fake.records import View
from tests.slack.fake.server import Slack
from tests.slack.reading import read
from tests.slow import slowed

COUNTRIES = "how many countries does Cainiao reach?"


async def everything_on(slack: Slack, topic: str) -> View:
    """The modal behind the button "Everything on ..." of a briefing."""
    briefing = await slack.ask(slack.asker, slack.general, slack.mention(topic))
    button = next(each for _, each in elements(briefing.blocks) if each["action_id"].startswith("show:"))
    await slack.press(slack.asker, briefing, button["action_id"])
    return await slack.until(lambda: slack.modal(slack.asker))


async def turn(slack: Slack, modal: View, action_id: str) -> None:
    """Press Previous or Next and wait for the page."""
    before = modal.hash
    await slack.press(slack.asker, modal, action_id)
    await slack.until(lambda: modal.hash != before)


def has(modal: View, action_id: str) -> bool:
    """Whether a modal has this button."""
    return action_id in {each["action_id"] for _, each in elements(modal.payload["blocks"])}


async def asked_in_modal(slack: Slack, text: str) -> View:
    """The modal of the global shortcut, with this sent off."""
    await slack.global_shortcut(slack.asker, "ask")
    modal = await slack.until(lambda: slack.modal(slack.asker))
    await slack.submit(slack.asker, modal, {"question": text})
    return modal


async def test_the_pages_of_a_briefing_hold_every_fact_once_with_its_source(
    slack: Slack, running: Running, shipped: Corpus
) -> None:
    """Next goes through all of them, however few questions a minute are allowed; Previous leads back."""
    async with running(DOSSIER_LIMITS_PER_MINUTE="2"):
        await slack.connected()
        modal = await everything_on(slack, "alibaba")
        pages = [read(modal)]
        while has(modal, "page:next"):
            await turn(slack, modal, "page:next")
            pages.append(read(modal))
        while has(modal, "page:previous"):
            await turn(slack, modal, "page:previous")

    card = reply(Request("all alibaba", today()), shipped).card
    wanted = {fact.text: card.sources[card.number(fact.source) - 1].title for fact in card.facts()}
    assert len(pages) > 3
    assert read(modal) == pages[0]
    assert [page.count("Page ") for page in pages] == [1] * len(pages)
    assert {text: sum(page.count(f"{text}\N{NO-BREAK SPACE}[") for page in pages) for text in wanted} == dict.fromkeys(
        wanted, 1
    )
    for text, title in wanted.items():
        page = next(page for page in pages if text in page)
        cited = re.search(rf"{re.escape(text)}\s\[(\d+)\]", page)
        assert cited
        assert re.search(rf"^\[{cited[1]}\] .*{re.escape(title)}", page, re.MULTILINE)


@pytest.mark.usefixtures("bot")
async def test_a_button_in_a_modal_changes_what_the_modal_shows(slack: Slack) -> None:
    """One reads on where one reads; the channel is not disturbed."""
    modal = await asked_in_modal(slack, "ali")

    await slack.press(slack.asker, modal, "say:1.1")
    await slack.until(lambda: "Alipay" in str(modal.payload["title"]))

    assert slack.modal(slack.asker) is modal
    assert not slack.called("chat.postMessage")


@pytest.mark.usefixtures("bot")
async def test_the_global_shortcut_asks_and_shows_the_answer_in_its_modal(slack: Slack) -> None:
    """From anywhere in Slack, and nobody else sees it."""
    modal = await asked_in_modal(slack, COUNTRIES)

    assert "224" in read(modal)
    assert slack.modal(slack.asker) is modal
    assert not slack.called("chat.postMessage")


async def test_a_modal_whose_answer_takes_long_says_so_and_shows_it_then(
    slack: Slack, running: Running, shipped: Corpus
) -> None:
    """Slack waits three seconds for an acknowledgement."""
    corpus, encoder = slowed(shipped)
    async with running(corpus=corpus):
        await slack.connected()
        with encoder.held():
            modal = await asked_in_modal(slack, COUNTRIES)
            early = read(modal)
        await slack.until(lambda: "224" in read(modal))

    assert "takes longer" in early


@pytest.mark.usefixtures("bot")
async def test_a_message_can_be_asked_about(slack: Slack) -> None:
    """Its text, as it was typed, is the first draft of the question."""
    message = await slack.say(slack.admin, slack.general, f"is it true &amp; said? {COUNTRIES}")

    await slack.message_shortcut(slack.asker, message, "ask_about")
    modal = await slack.until(lambda: slack.modal(slack.asker))
    draft = next(each["initial_value"] for _, each in elements(modal.payload["blocks"]))
    await slack.submit(slack.asker, modal, {"question": COUNTRIES})

    assert draft == f"is it true & said? {COUNTRIES}"
    assert "224" in read(modal)


@pytest.mark.usefixtures("bot")
async def test_a_message_without_a_text_and_a_very_long_one_can_be_asked_about(slack: Slack) -> None:
    """A picture gives no draft, a long message its beginning."""
    drafts = []
    for text in ("", "why " * 1_000):
        message = await slack.say(slack.admin, slack.general, text)
        await slack.message_shortcut(slack.asker, message, "ask_about")
        modal = await slack.until(lambda: slack.modal(slack.asker))
        drafts += [each.get("initial_value", "") for _, each in elements(modal.payload["blocks"])]
        await slack.close(slack.asker, modal)

    assert drafts[0] == ""
    assert drafts[1].startswith("why why")
    assert len(drafts[1]) <= 300


@pytest.mark.usefixtures("bot")
async def test_a_command_for_admins_is_denied_in_a_modal_too(slack: Slack) -> None:
    """There is no channel whose creator one could be."""
    modal = await asked_in_modal(slack, "gaps")

    assert "is for admins" in modal.payload["title"]["text"]
    assert "It takes an admin or owner of the workspace." in read(modal)


async def test_who_is_over_the_limit_sees_the_notice_in_the_modal(slack: Slack, running: Running) -> None:
    """Then the modal closes without an answer."""
    async with running(DOSSIER_LIMITS_PER_MINUTE="1"):
        await slack.connected()
        await slack.command(slack.asker, slack.general, "/alibaba", "cainiao")

        told = await asked_in_modal(slack, COUNTRIES)
        notice = read(told)
        await slack.close(slack.asker, told)
        await asked_in_modal(slack, COUNTRIES)

    assert "1 times a minute" in notice or "once a minute" in notice
    assert slack.modal(slack.asker) is None


async def test_who_turns_pages_too_quickly_is_told_in_the_modal(
    slack: Slack, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading on is generous, and not without end."""
    monkeypatch.setattr("bot.conversation.presses._PRESSES", 1)
    async with running():
        await slack.connected()
        modal = await everything_on(slack, "alibaba")
        await turn(slack, modal, "page:next")
        page = read(modal)
        await turn(slack, modal, "page:next")

    assert "Page 2" in page
    assert "very quick" in read(modal)


@pytest.mark.usefixtures("bot")
async def test_a_page_that_slack_cannot_show_is_shown_in_plain_words(slack: Slack) -> None:
    """The same page, and one can read on."""
    modal = await everything_on(slack, "alibaba")
    slack.faults.add("views.update", Fault(error="invalid_blocks"))

    await turn(slack, modal, "page:next")
    page = read(modal)
    await turn(slack, modal, "page:next")

    assert "Page 2 of" in page
    assert {block["type"] for block in slack.called("views.update")[1].arguments["view"]["blocks"]} >= {"section"}
    assert "Page 3 of" in read(modal)


@pytest.mark.usefixtures("bot")
async def test_a_modal_that_was_closed_meanwhile_is_nobodys_loss(slack: Slack) -> None:
    """The bot goes on answering."""
    modal = await everything_on(slack, "alibaba")
    next_button = modal.payload["blocks"]
    del slack.views[modal.id]

    await slack.press(slack.asker, modal, "page:next")
    await slack.until(lambda: slack.called("views.update"))
    answer = await slack.ask(slack.asker, slack.general, slack.mention(COUNTRIES))

    assert modal.payload["blocks"] is next_button
    assert "224" in answer.text
