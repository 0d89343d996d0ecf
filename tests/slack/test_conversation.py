"""Mentions, threads and direct messages, from the person who writes to what everybody sees."""

import pytest

from tests.slack.conftest import Running
from tests.slack.fake.server import Slack

COUNTRIES = "how many countries does Cainiao reach?"


@pytest.mark.usefixtures("bot")
async def test_a_mention_is_answered_in_its_thread_once(slack: Slack) -> None:
    """The two events that Slack sends for one mention give one answer."""
    asked = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
    answer = await slack.answer(asked)
    await slack.idle()

    assert "224" in answer.text
    assert answer.thread_ts == asked.ts
    assert len(slack.replies(asked)) == 1


@pytest.mark.usefixtures("bot")
async def test_a_follow_up_in_the_thread_needs_no_mention(slack: Slack) -> None:
    """The thread remembers what was asked."""
    asked = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
    await slack.answer(asked)

    follow_up = await slack.say(slack.asker, slack.general, "source?", thread=asked)
    answer = await slack.answer(follow_up)

    assert "Source" in answer.text
    assert answer.thread_ts == asked.ts


async def test_what_nobody_says_to_the_bot_is_not_answered(slack: Slack, running: Running) -> None:
    """A question in a channel is for the people there."""
    async with running():
        await slack.connected()
        asked = await slack.say(slack.asker, slack.general, COUNTRIES)
        in_thread = await slack.say(slack.asker, slack.general, COUNTRIES, thread=asked)
        await slack.idle()
        direct = await slack.ask(slack.asker, slack.workspace.direct(slack.asker), COUNTRIES)

    assert "224" in direct.text
    assert slack.replies(asked) == ()
    assert slack.replies(in_thread) == ()


@pytest.mark.usefixtures("bot")
async def test_a_thread_is_left_alone_when_somebody_else_is_mentioned(slack: Slack) -> None:
    """From then on people talk to each other, until the bot is mentioned again."""
    asked = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
    await slack.answer(asked)
    slack.mentions.add(slack.admin.id)

    await slack.say(slack.asker, slack.general, f"<@{slack.admin.id}> is that so?", thread=asked)
    await slack.say(slack.admin, slack.general, "who says so?", thread=asked)
    await slack.idle()
    before = len(slack.replies(asked))
    again = await slack.say(slack.asker, slack.general, slack.mention("who says so?"), thread=asked)
    await slack.answer(again)

    assert before == 1
    assert len(slack.replies(asked)) == 2


@pytest.mark.usefixtures("bot")
async def test_stop_ends_the_answers_in_a_thread(slack: Slack) -> None:
    """One private line says that it was understood."""
    asked = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
    await slack.answer(asked)

    await slack.say(slack.asker, slack.general, "stop", thread=asked)
    await slack.until(lambda: slack.general.ephemerals)
    await slack.say(slack.asker, slack.general, "who says so?", thread=asked)
    await slack.idle()

    assert "leave this thread alone" in slack.general.ephemerals[0].text
    assert len(slack.replies(asked)) == 1


@pytest.mark.usefixtures("bot")
async def test_an_empty_mention_gets_help(slack: Slack) -> None:
    """Who only calls is told in a line how to ask."""
    answer = await slack.ask(slack.asker, slack.general, slack.mention(""))

    assert "/alibaba help" in answer.text


@pytest.mark.usefixtures("bot")
async def test_an_edited_question_is_answered_anew_in_the_place_of_the_old_answer(slack: Slack) -> None:
    """The thread does not fill with answers to what nobody asks any more."""
    asked = await slack.say(slack.asker, slack.general, slack.mention("what is alipay?"))
    answer = await slack.answer(asked)

    await slack.edit(asked, slack.mention(COUNTRIES))
    await slack.until(lambda: answer.edited)

    assert "224" in answer.text
    assert len(slack.replies(asked)) == 1


@pytest.mark.usefixtures("bot")
async def test_a_message_that_comes_to_mention_the_bot_is_answered(slack: Slack) -> None:
    """A forgotten mention can be added."""
    asked = await slack.say(slack.asker, slack.general, COUNTRIES)

    await slack.edit(asked, slack.mention(COUNTRIES))
    answer = await slack.answer(asked)

    assert "224" in answer.text


@pytest.mark.usefixtures("bot")
async def test_the_answer_to_a_deleted_question_is_taken_back(slack: Slack) -> None:
    """Who deletes a question does not want it quoted."""
    asked = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
    answer = await slack.answer(asked)

    await slack.delete(asked)
    await slack.until(lambda: answer.is_deleted)

    assert not slack.replies(asked) or all(reply.is_deleted for reply in slack.replies(asked))


async def test_questions_are_answered_unasked_only_where_that_was_chosen(slack: Slack, running: Running) -> None:
    """An admin turns it on, for a channel; what is not certain stays unanswered."""
    async with running():
        await slack.connected()
        await slack.command(slack.admin, slack.general, "/alibaba", "settings auto-answer on")
        named = f"settings auto-answer-channels <#{slack.general.id}|general>"
        await slack.command(slack.admin, slack.general, "/alibaba", named)

        unsure = await slack.say(slack.asker, slack.general, "how many employees does Cainiao have?")
        certain = await slack.say(slack.asker, slack.general, "When was Cainiao launched?")
        answer = await slack.answer(certain)

    assert "Cainiao" in answer.text
    assert answer.thread_ts == certain.ts
    assert slack.replies(unsure) == ()


async def test_a_dry_run_says_nothing_and_keeps_what_it_would_have_answered(slack: Slack, running: Running) -> None:
    """An admin reads it before turning it on."""
    async with running():
        await slack.connected()
        await slack.command(slack.admin, slack.general, "/alibaba", "settings auto-answer dry-run")
        named = f"settings auto-answer-channels <#{slack.general.id}|general>"
        await slack.command(slack.admin, slack.general, "/alibaba", named)

        asked = await slack.say(slack.asker, slack.general, "When was Cainiao launched?")
        await slack.idle()
    async with running():
        await slack.connected()
        listed = await slack.command(slack.admin, slack.general, "/alibaba", "auto-answers")

    assert slack.replies(asked) == ()
    assert "When was Cainiao launched" in listed.text


async def test_small_talk_in_a_followed_thread_is_left_to_the_people(slack: Slack, running: Running) -> None:
    """Thanks, remarks and questions to colleagues get no reply, and are no gaps of the corpus."""
    remarks = ("thanks!", "ok", "cool, I'll put this into the deck", "👍", "can someone from finance check?")
    async with running():
        await slack.connected()
        asked = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
        await slack.answer(asked)
        for remark in remarks:
            await slack.say(slack.asker, slack.general, remark, thread=asked)
        last = await slack.say(slack.asker, slack.general, "how many employees does it have?", thread=asked)
        answer = await slack.answer(last)
        await slack.idle()
        gaps = await slack.command(slack.admin, slack.general, "/alibaba", "gaps")

    assert "does not say" in answer.text
    assert len(slack.replies(asked)) == 2
    assert not any(remark in gaps.text for remark in ("thanks", "deck", "finance"))
