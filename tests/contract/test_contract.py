"""What every chat owes the people in it."""

import asyncio

import pytest

from corpus.collection import Corpus
from tests.contract.conftest import OpenChat
from tests.contract.driver import Chat, Driver
from tests.slow import slowed

COUNTRIES = "how many countries does Cainiao reach?"
DEADLINE = 3.0  # seconds; no chat waits longer for an acknowledgement


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
async def test_an_empty_text_gets_help(driver: Driver, text: str) -> None:
    """Who says nothing is told what can be said."""
    answer = await driver.answer(await driver.say(text))

    assert "What you can ask" in answer.text


@pytest.mark.parametrize("text", ["hi", "Hello there!", "thanks", "what can you do?"])
async def test_a_greeting_gets_help(driver: Driver, text: str) -> None:
    """And not a guess at a topic."""
    answer = await driver.answer(await driver.say(text))

    assert "What you can ask" in answer.text


async def test_what_is_no_command_offers_a_way_on(driver: Driver) -> None:
    """A word that nobody knows is no dead end."""
    answer = await driver.answer(await driver.say("frobnicate"))

    assert "No topic is called “frobnicate”" in answer.text
    assert "All topics" in answer.text


async def test_a_text_of_ten_thousand_characters_is_declined(driver: Driver) -> None:
    """In a sentence that says how long it may be."""
    answer = await driver.answer(await driver.say("whys" * 2_500))

    assert "10,000 characters long" in answer.text
    assert "300" in answer.text


async def test_the_next_turn_leans_on_the_one_before(driver: Driver) -> None:
    """A follow-up names neither topic nor bot."""
    asked = await driver.say(COUNTRIES)
    await driver.answer(asked)

    answer = await driver.answer(await driver.follow(asked, "when was it launched?"))

    assert "Cainiao" in answer.text
    assert "2013" in answer.text


async def test_an_empty_command_gets_help(chat: Chat) -> None:
    """It is its person's own."""
    assert "What you can ask" in (await chat.answer(await chat.command(""))).text


@pytest.mark.parametrize("text", ["", "hi!", "thanks!", "thank you so much"])
async def test_a_mention_that_asks_nothing_gets_a_line_that_names_the_help(chat: Chat, text: str) -> None:
    """Others read along, who did not call."""
    answer = await chat.answer(await chat.mention(text))

    assert "/alibaba help" in answer.text
    assert len(answer.text) < 150


@pytest.mark.parametrize("text", ["help", "what can you do?"])
async def test_a_mention_that_asks_for_help_gets_all_of_it(chat: Chat, text: str) -> None:
    """Wherever it is asked for."""
    assert "What you can ask" in (await chat.answer(await chat.mention(text))).text


async def test_a_mention_is_answered_in_its_thread_and_a_follow_up_there(chat: Chat) -> None:
    """What belongs together stands together, and is seen by the channel that saw the question."""
    asked = await chat.mention(COUNTRIES)
    answer = await chat.answer(asked)
    follow_up = await chat.follow(asked, "source?")
    second = await chat.answer(follow_up)

    assert "224" in answer.text
    assert "Source" in second.text
    assert {answer.thread, second.thread} == {asked.thread}
    assert not answer.is_private
    assert not second.is_private


async def test_the_reply_to_a_command_is_for_the_asker_unless_the_channel_was_chosen(open_chat: OpenChat) -> None:
    """Nobody's question becomes everybody's by accident."""
    async with open_chat() as chat:
        private = await chat.answer(await chat.command(COUNTRIES))
    async with open_chat(audience="channel") as chat:
        public = await chat.answer(await chat.command(COUNTRIES))
        denied = await chat.answer(await chat.command("gaps"))

    assert private.is_private
    assert not public.is_private
    assert denied.is_private


async def test_bots_are_not_answered(chat: Chat) -> None:
    """Neither other bots nor itself: two that answer each other never stop."""
    others = await chat.other_bot_mentions(COUNTRIES)
    itself = await chat.bot_mentions_itself(COUNTRIES)
    await chat.settled()

    assert chat.replies(others) == ()
    assert chat.replies(itself) == ()


async def test_what_comes_twice_is_answered_once(chat: Chat) -> None:
    """Every chat repeats what it is not sure was heard."""
    asked = await chat.mention(COUNTRIES)
    typed = await chat.command(COUNTRIES)
    for turn in (asked, typed):
        await chat.answer(turn)

        await chat.repeat(turn)
        await chat.repeat(turn)

        assert len(chat.replies(turn)) == 1


async def test_it_is_acknowledged_in_time_however_long_the_answer_takes(open_chat: OpenChat, shipped: Corpus) -> None:
    """Who waits is not told that the bot failed; the answer follows."""
    corpus, encoder = slowed(shipped)
    async with open_chat(corpus=corpus) as chat:
        with encoder.held():
            turns = [
                await chat.command(COUNTRIES),
                await chat.mention("when was Cainiao launched?"),
                await chat.say("why did Alibaba launch Cainiao?"),
            ]
            waits = [await chat.acknowledged(turn) for turn in turns]
            early = [chat.replies(turn) for turn in turns]
        answers = [await chat.answer(turn) for turn in turns]
        await chat.settled()
        counts = [len(chat.replies(turn)) for turn in turns]

    assert max(waits) < DEADLINE
    assert early == [(), (), ()]
    assert "224" in answers[0].text
    assert "2013" in answers[1].text
    assert counts == [1, 1, 1]


async def test_a_post_that_is_refused_for_a_while_is_posted_once_in_the_end(chat: Chat) -> None:
    """Too many posts are a matter of a second, not of an answer lost."""
    chat.refuse_posts(2)
    asked = await chat.mention(COUNTRIES)
    answer = await chat.answer(asked)
    await chat.settled()

    assert "224" in answer.text
    assert len(chat.replies(asked)) == 1


async def test_who_asks_too_much_is_told_once_in_private(open_chat: OpenChat) -> None:
    """Then there is silence, or where a chat wants a word at least that; and others are not kept from asking."""
    async with open_chat(DOSSIER_LIMITS_PER_MINUTE="2") as chat:
        for _ in range(2):
            await chat.answer(await chat.mention(COUNTRIES))
        told = await chat.mention(COUNTRIES)
        notice = await chat.answer(told)
        ignored, typed = await chat.mention(COUNTRIES), await chat.command(COUNTRIES)
        await chat.settled()
        silence, words = chat.replies(ignored), chat.replies(typed)

    assert notice.is_private
    assert notice.thread in {told.thread, ""}
    assert "2 times a minute" in notice.text
    assert silence == ()
    assert all(said.is_private and "Ask again in" in said.text for said in words)


@pytest.mark.parametrize("text", ["gaps", "feedback", "settings", "settings audience channel"])
async def test_a_denial_is_private_and_names_what_is_missing(chat: Chat, text: str) -> None:
    """In a command, in a mention and in a direct message."""
    for turn in (await chat.command(text), await chat.mention(text)):
        denied = await chat.answer(turn)

        assert denied.is_private
        assert denied.thread in {turn.thread, ""}
        assert "is for admins" in denied.text
        assert chat.not_an_admin in denied.text
    direct = await chat.answer(await chat.say(text))
    assert chat.no_admins_here in direct.text


async def test_a_button_says_what_it_is_labelled_with(chat: Chat) -> None:
    """Did you mean: one press, and it is answered where the button stands, or to whom pressed."""
    for turn in (await chat.command("ali"), await chat.mention("ali")):
        offered = await chat.answer(turn)
        label = offered.buttons[0]

        answer = await chat.answer(await chat.press(offered, label))

        assert "Did you mean" in offered.text
        assert label in answer.shown
        assert answer.is_private == (offered.is_private or chat.presses_are_private)


async def test_many_people_at_once_get_each_their_own_answer(chat: Chat) -> None:
    """Nothing is mixed up, whatever overtakes what."""
    texts = {"cainiao": "Cainiao", "alipay": "Alipay", "jack ma": "Jack Ma", "ant group": "Ant"} | {COUNTRIES: "224"}
    turns = [(wanted, await ask(text)) for text, wanted in texts.items() for ask in (chat.command, chat.mention)]

    answers = await asyncio.gather(*(chat.answer(turn) for _, turn in turns))

    assert [wanted for (wanted, _), answer in zip(turns, answers, strict=True) if wanted not in answer.text] == []
