"""What a person finds on opening the bot itself: its Home tab, its prompts, its greeting in a channel."""

import pytest

from tests.slack.fake.blocks import elements
from tests.slack.fake.faults import Fault
from tests.slack.fake.records import View
from tests.slack.fake.server import Slack
from tests.slack.fake.world import User
from tests.slack.reading import read

pytestmark = pytest.mark.usefixtures("bot")
COUNTRIES = "how many countries does Cainiao reach?"


async def home_of(slack: Slack, user: User) -> View:
    """A user's Home tab as it is drawn on opening it."""
    before = len(slack.called("views.publish"))
    await slack.open_home(user)
    await slack.until(lambda: len(slack.called("views.publish")) > before)
    return await slack.until(lambda: slack.home(user))


async def test_the_home_tab_has_a_fact_topics_and_what_is_set(slack: Slack) -> None:
    """With the fact's date, speaker and source."""
    home = await home_of(slack, slack.asker)
    shown = read(home)

    assert "Today's fact" in shown
    assert "[1]" in shown
    assert "Topics" in shown
    assert "Type /alibaba" in shown
    assert "You alone see the reply" in shown


async def test_the_home_tab_lists_what_this_person_asked_and_nobody_else(slack: Slack) -> None:
    """Newest first, each once; other people's questions are theirs."""
    direct = slack.workspace.direct(slack.asker)
    for text in (COUNTRIES, "When was Cainiao launched?", COUNTRIES):
        await slack.ask(slack.asker, direct, text)
    await slack.ask(slack.admin, slack.general, slack.mention("who is Annie Xu?"))

    own = [
        each["value"]
        for _, each in elements((await home_of(slack, slack.asker)).payload["blocks"])
        if each["action_id"].startswith("say:again")
    ]

    assert own == [COUNTRIES, "When was Cainiao launched?"]
    assert "Annie Xu" in read(await home_of(slack, slack.admin))


async def test_what_stands_on_the_home_tab_opens_in_a_modal(slack: Slack) -> None:
    """A topic, a topic that was picked, a question asked before."""
    await slack.ask(slack.asker, slack.workspace.direct(slack.asker), COUNTRIES)
    home = await home_of(slack, slack.asker)
    shown = []

    options = await slack.type_into(slack.asker, home, "topic", "alip")
    for act in (
        slack.press(slack.asker, home, "say:topic.0"),
        slack.choose(slack.asker, home, "topic", options[0]),
        slack.press(slack.asker, home, "say:again.0"),
    ):
        await act
        modal = await slack.until(lambda: slack.modal(slack.asker))
        shown.append(f"{modal.payload['title']['text']}\n{read(modal)}")
        await slack.close(slack.asker, modal)

    assert "Alibaba" in shown[0]
    assert "Alipay" in shown[1]
    assert "224" in shown[2]


async def test_the_home_tab_follows_the_settings_of_the_workspace(slack: Slack) -> None:
    """As soon as an admin has changed them."""
    await slack.command(slack.admin, slack.general, "/alibaba", "settings audience channel")

    home = await home_of(slack, slack.asker)

    assert "Everyone in the channel sees the reply" in read(home)


async def test_the_home_tab_that_slack_refuses_harms_nothing(slack: Slack) -> None:
    """It is drawn at the next opening."""
    slack.faults.add("views.publish", Fault(error="internal_error"))
    await slack.open_home(slack.asker)
    await slack.until(lambda: slack.called("views.publish"))

    home = await home_of(slack, slack.asker)

    assert "Topics" in read(home)


async def test_the_messages_tab_suggests_what_to_say(slack: Slack) -> None:
    """And each prompt, sent as it is, has an answer."""
    direct = slack.workspace.direct(slack.asker)
    await slack.open_home(slack.asker, tab="messages")
    await slack.until(lambda: direct.id in slack.prompts)
    prompts = slack.prompts[direct.id]["prompts"]

    answers = [await slack.ask(slack.asker, direct, prompt["message"]) for prompt in prompts]

    assert 1 <= len(prompts) <= 4
    assert all("No topic is called" not in answer.text for answer in answers)


async def test_whoever_invites_the_bot_to_a_channel_is_told_what_to_ask(slack: Slack) -> None:
    """In private: the channel did not ask for a greeting."""
    lounge = slack.workspace.add_channel("lounge", slack.asker, has_bot=False)
    await slack.join(slack.workspace.bot, lounge)
    await slack.until(lambda: lounge.ephemerals)

    await slack.join(slack.admin, lounge)
    await slack.ask(slack.asker, lounge, slack.mention("help"))

    assert [message.seen_by for message in lounge.ephemerals] == [slack.asker.id]
    assert "What you can ask" in lounge.ephemerals[0].text
