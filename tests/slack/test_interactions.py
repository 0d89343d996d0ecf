"""Buttons and menus in messages, from the press to what everybody sees."""

import asyncio

import pytest

from corpus.collection import Corpus
from tests.slack.conftest import Running
from tests.slack.fake.faults import Fault
from tests.slack.fake.server import Slack
from tests.slack.fake.world import Message
from tests.slack.reading import read
from tests.slack.test_feedback import question_of
from tests.slow import slowed


async def offered(slack: Slack, text: str) -> Message:
    """The bot's reply to a mention in the channel."""
    return await slack.ask(slack.asker, slack.general, slack.mention(text))


@pytest.mark.usefixtures("bot")
async def test_a_suggestion_is_answered_in_the_thread_where_it_was_made(slack: Slack) -> None:
    """For everybody who saw the suggestion, whoever pressed it."""
    suggestion = await offered(slack, "ali")

    await slack.press(slack.admin, suggestion, "say:1.0")
    answer = await slack.answer(suggestion)

    assert answer.text.startswith("Alibaba\n")
    assert answer.thread_ts == suggestion.thread_ts
    assert not answer.is_ephemeral


@pytest.mark.usefixtures("bot")
async def test_a_button_in_a_private_reply_is_answered_in_private(slack: Slack) -> None:
    """What one person asked alone stays with that person."""
    suggestion = await slack.command(slack.asker, slack.general, "/alibaba", "ali")

    delivery = await slack.press(slack.asker, suggestion, "say:1.0")
    await slack.until(lambda: delivery.shown)

    assert delivery.shown[0].text.startswith("Alibaba\n")
    assert delivery.shown[0].seen_by == slack.asker.id
    assert not slack.called("chat.postMessage")


@pytest.mark.usefixtures("bot")
async def test_the_topics_that_have_no_button_are_in_a_menu(slack: Slack) -> None:
    """At most three buttons stand in a row."""
    briefing = await offered(slack, "cainiao")

    await slack.choose(slack.asker, briefing, "say:7.more", "AliExpress")
    answer = await slack.answer(briefing)

    assert answer.text.startswith("AliExpress\n")


@pytest.mark.usefixtures("bot")
async def test_a_long_list_has_a_picker_that_finds_topics_however_they_are_written(slack: Slack) -> None:
    """The matcher that reads questions also reads what is typed into the picker."""
    topics = await offered(slack, "topics")

    begun = await slack.type_into(slack.asker, topics, "topic", "cai")
    misspelt = await slack.type_into(slack.asker, topics, "topic", "cianiao")
    chinese = await slack.type_into(slack.asker, topics, "topic", "双十一")
    nothing_typed = await slack.type_into(slack.asker, topics, "topic", "")
    unknown = await slack.type_into(slack.asker, topics, "topic", "zzzzzz")
    await slack.choose(slack.asker, topics, "topic", misspelt[0])
    answer = await slack.answer(topics)

    assert [option["value"] for option in begun] == ["Cainiao"]
    assert misspelt[0]["value"] == "Cainiao"
    assert chinese[0]["value"] == "Singles Day"
    assert 25 < len(nothing_typed) <= 100
    assert unknown == []
    assert answer.text.startswith("Cainiao\n")


@pytest.mark.usefixtures("bot")
async def test_a_press_that_slack_sends_again_is_answered_once(slack: Slack) -> None:
    """In the channel and in private."""
    public = await offered(slack, "ali")
    private = await slack.command(slack.asker, slack.general, "/alibaba", "ali")
    first = await slack.press(slack.asker, public, "say:1.0")
    second = await slack.press(slack.asker, private, "say:1.0")
    await slack.answer(public)
    await slack.until(lambda: second.shown)

    slack.redeliver(first)
    slack.redeliver(second)
    await slack.idle()
    await slack.ask(slack.asker, slack.workspace.direct(slack.asker), "help")

    assert len(slack.replies(public)) == 1
    assert len(second.shown) == 1


async def test_buttons_work_after_the_bot_was_started_anew(slack: Slack, running: Running) -> None:
    """All they need is in them."""
    async with running():
        await slack.connected()
        suggestion = await offered(slack, "ali")
        private = await slack.command(slack.asker, slack.general, "/alibaba", "alibaba")
    async with running():
        await slack.until(lambda: slack.sockets.hellos == 2)

        await slack.press(slack.asker, suggestion, "say:1.0")
        answer = await slack.answer(suggestion)
        await slack.press(slack.asker, private, "show:8.0")
        modal = await slack.until(lambda: slack.modal(slack.asker))

    assert answer.text.startswith("Alibaba\n")
    assert "Page 1" in read(modal)


async def test_a_press_is_acknowledged_however_long_the_answer_takes(
    slack: Slack, running: Running, shipped: Corpus
) -> None:
    """Otherwise Slack puts a warning beside the button; the answer follows."""
    corpus, encoder = slowed(shipped)
    async with running(corpus=corpus):
        await slack.connected()
        await slack.open_home(slack.asker)
        home = await slack.until(lambda: slack.home(slack.asker))
        with encoder.held():
            asked = await slack.say(slack.asker, slack.general, slack.mention("why did Alibaba launch Cainiao?"))
            delivery = await slack.press(slack.asker, home, "say:topic.0")
            acknowledged, shown = bool(delivery.acks), slack.modal(slack.asker)
        await slack.answer(asked)
        modal = await slack.until(lambda: slack.modal(slack.asker))

    assert acknowledged
    assert shown is None
    assert "Alibaba" in read(modal)


@pytest.mark.usefixtures("bot")
async def test_what_comes_too_late_for_a_modal_is_shown_beside_the_button(slack: Slack) -> None:
    """Slack lets a modal be opened for three seconds after the press."""
    briefing = await offered(slack, "alibaba")
    slack.faults.add("views.open", Fault(error="expired_trigger_id"))

    delivery = await slack.press(slack.asker, briefing, "show:8.0")
    await slack.until(lambda: delivery.shown)

    assert delivery.shown[0].text.startswith("Alibaba")
    assert delivery.shown[0].seen_by == slack.asker.id
    assert delivery.shown[0].thread_ts == briefing.thread_ts


@pytest.mark.usefixtures("bot")
async def test_buttons_that_an_admin_alone_may_press_tell_others_so_in_private(slack: Slack) -> None:
    """Who may press is asked at every press."""
    settings = await slack.command(slack.admin, slack.general, "/alibaba", "settings audience")

    delivery = await slack.press(slack.asker, settings, "say:2.0")
    await slack.until(lambda: delivery.shown)

    assert "is for admins" in delivery.shown[0].text
    assert delivery.shown[0].seen_by == slack.asker.id


async def test_who_presses_too_often_is_told_once(slack: Slack, running: Running) -> None:
    """A press is a question like any other."""
    async with running(DOSSIER_LIMITS_PER_MINUTE="2"):
        await slack.connected()
        suggestion = await slack.command(slack.asker, slack.general, "/alibaba", "ali")
        pressed = [await slack.press(slack.asker, suggestion, f"say:1.{at % 3}") for at in range(4)]
        await slack.until(lambda: pressed[1].shown)
        await slack.command(slack.admin, slack.general, "/alibaba", "help")

    assert [len(each.shown) for each in pressed] == [1, 1, 0, 0]
    assert "2 times a minute" in pressed[1].shown[0].text


async def test_buttons_that_ask_nothing_have_a_limit_of_their_own(
    slack: Slack, running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Votes and pages cost no question; who presses them without end is told once, and others are not concerned."""
    monkeypatch.setattr("bot.conversation.presses._PRESSES", 2)
    async with running(DOSSIER_LIMITS_PER_MINUTE="2"):
        await slack.connected()
        answer = await offered(slack, "what is alipay?")
        vote = f"yes:{question_of(answer)}"
        pressed = [await slack.press(slack.asker, answer, "feedback", vote) for _ in range(4)]
        await slack.until(lambda: pressed[2].shown)
        other = await slack.press(slack.admin, answer, "feedback", vote)
        asked = await slack.command(slack.asker, slack.general, "/alibaba", "help")
        await slack.idle()

    assert [len(each.shown) for each in (*pressed, other)] == [0, 0, 1, 0, 0]
    assert "very quick" in pressed[2].shown[0].text
    assert pressed[2].shown[0].seen_by == slack.asker.id
    assert "Alipay" not in asked.text
    assert asked.text


@pytest.mark.usefixtures("bot")
async def test_many_who_press_at_once_are_all_answered(slack: Slack) -> None:
    """Nobody's press is lost or doubled."""
    users = [slack.workspace.add_user(f"user{at}") for at in range(20)]
    private = [await slack.command(user, slack.general, "/alibaba", "ali") for user in users]

    pressed = await asyncio.gather(
        *(slack.press(user, message, "say:1.0") for user, message in zip(users, private, strict=True))
    )
    await slack.until(lambda: all(each.shown for each in pressed))

    assert [each.shown[0].seen_by for each in pressed] == [user.id for user in users]
    assert {len(each.shown) for each in pressed} == {1}
