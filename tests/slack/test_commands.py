"""The slash command, from the person who types it to what they see."""

import pytest

from corpus.collection import Corpus
from handlers.registry import BY_NAME, STATE_BY_NAME
from tests.slack.conftest import Running
from tests.slack.fake.server import Slack
from tests.slow import slowed

COUNTRIES = "how many countries does Cainiao reach?"
ASKED = {
    "brief": ("brief cainiao", "Cainiao"),
    "all": ("all cainiao", "Cainiao"),
    "ask": (f"ask {COUNTRIES}", "224"),
    "compare": ("compare Alipay and PayPal", "PayPal"),
    "timeline": ("timeline singles day", "Timeline"),
    "fact": ("fact alipay", "Alipay"),
    "topics": ("topics", "Cainiao"),
    "sources": ("sources", "Leo Wang"),
    "about": ("about", "Dossier"),
    "help": ("help", "What you can ask"),
    "subscribe": ("subscribe fact at 9am Paris time", "A fact at 09:00 (Europe/Paris)"),
    "subscriptions": ("subscriptions", "Nothing comes"),
    "preview": ("preview", "Next posts"),
    "test": ("test", "Only you see"),
    "status": ("status", "Nothing comes"),
    "pause": ("pause", "nothing to pause"),
    "resume": ("resume", "nothing to resume"),
    "unsubscribe": ("unsubscribe", "nothing to unsubscribe"),
    "gaps": ("gaps", "gap"),
    "feedback": ("feedback", "judged"),
    "settings": ("settings", "audience"),
    "auto-answers": ("auto-answers", "uto-answer"),
}


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("name", [*BY_NAME, *STATE_BY_NAME])
async def test_every_command_is_answered_in_the_acknowledgement(slack: Slack, name: str) -> None:
    """No second call is made, unless for a picture, and the asker alone sees it."""
    text, wanted = ASKED[name]

    reply = await slack.command(slack.admin, slack.general, "/alibaba", text)

    assert wanted in reply.text
    assert reply.source == ("response_url" if name in {"preview", "test"} else "ack")
    assert reply.seen_by == slack.admin.id


@pytest.mark.usefixtures("bot")
async def test_a_command_works_where_the_bot_is_no_member(slack: Slack) -> None:
    """In other people's direct messages and private channels too."""
    secret = slack.workspace.add_channel("secret", slack.asker, kind="group", has_bot=False)

    reply = await slack.command(slack.asker, secret, "/alibaba", "cainiao")

    assert reply.text.startswith("Cainiao\n")
    assert reply.is_ephemeral


async def test_an_answer_that_takes_long_follows_the_acknowledgement_once(
    slack: Slack, running: Running, shipped: Corpus
) -> None:
    """Slack sends it again, but the answer comes once."""
    corpus, encoder = slowed(shipped)
    async with running(corpus=corpus):
        await slack.connected()
        with encoder.held():
            typed = slack.send_command(slack.asker, slack.general, "/alibaba", COUNTRIES)
            await slack.until(lambda: typed.acks)
            slack.redeliver(typed)
            await slack.idle()
            early = tuple(typed.shown)
        await slack.until(lambda: typed.shown)
        await slack.command(slack.asker, slack.general, "/alibaba", "help")

    assert early == ()
    assert [(message.source, "224" in message.text) for message in typed.shown] == [("response_url", True)]


async def test_the_word_of_the_command_is_the_operators(slack: Slack, running: Running) -> None:
    """A bot for other articles is called by another name."""
    async with running(DOSSIER_WORD="parcels"):
        await slack.connected()
        reply = await slack.command(slack.asker, slack.general, "/parcels", "help")

    assert "/parcels" in reply.text
    assert "/alibaba" not in reply.text


async def test_a_workspace_chooses_who_sees_the_replies_to_commands(slack: Slack, running: Running) -> None:
    """The choice outlives the process, and is that workspace's alone."""
    async with running():
        await slack.connected()
        await slack.command(slack.admin, slack.general, "/alibaba", "settings audience channel")
        chosen = await slack.command(slack.asker, slack.general, "/alibaba", "cainiao")
    async with running():
        await slack.until(lambda: slack.sockets.hellos == 2)
        kept = await slack.command(slack.asker, slack.general, "/alibaba", "cainiao")
        await slack.command(slack.admin, slack.general, "/alibaba", "settings audience default")
        taken_back = await slack.command(slack.asker, slack.general, "/alibaba", "cainiao")

    assert [reply.is_ephemeral for reply in (chosen, kept, taken_back)] == [False, False, True]
