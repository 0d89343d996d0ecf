"""A process that is told to stop: in time, and without leaving anybody unanswered."""

from pathlib import Path

from tests.ports import free_port
from tests.processes import LONGEST_STOP, Start
from tests.slack.fake.server import Slack
from tests.slack.faulty import COUNTRIES


async def test_told_to_stop_under_load_it_answers_all_it_acknowledged_once(slack: Slack, start: Start) -> None:
    """And the next process answers the rest."""
    users = [slack.workspace.add_user(f"user{at}") for at in range(40)]
    slack.general.members |= {user.id for user in users}
    async with start() as bot:
        await bot.says("Ready in")
        asked = [await slack.say(user, slack.general, slack.mention(COUNTRIES)) for user in users]
        typed = [slack.send_command(user, slack.general, "/alibaba", "when was Cainiao launched?") for user in users]
        await slack.until(lambda: slack.called("chat.postMessage"), 20)
        code, seconds = await bot.stops()
    acknowledged = [command for command in typed if command.acks]
    answered = [len(command.shown) for command in acknowledged]
    async with start() as bot:
        await bot.says("Ready in")
        await slack.until(lambda: all(slack.replies(question) for question in asked), 30)
        await slack.until(lambda: all(command.shown for command in typed), 30)
        await slack.idle(30)
        last, _ = await bot.stops()

    assert (code, last) == (0, 0)
    assert seconds < LONGEST_STOP
    assert answered == [1] * len(acknowledged)
    assert [len(slack.replies(question)) for question in asked] == [1] * len(asked)


async def test_told_to_stop_under_load_by_http_it_answers_all_it_acknowledged_once(slack: Slack, start: Start) -> None:
    """What it refused meanwhile it finds at its next start."""
    port = free_port()
    slack.http.url = f"http://127.0.0.1:{port}/slack/events"
    variables = {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": slack.signing_secret, "PORT": str(port)}
    users = [slack.workspace.add_user(f"user{at}") for at in range(40)]
    async with start(**variables) as bot:
        await bot.says("Ready in")
        asked = [await slack.say(user, slack.general, slack.mention(COUNTRIES)) for user in users]
        typed = [slack.send_command(user, slack.general, "/alibaba", "when was Cainiao launched?") for user in users]
        await slack.until(lambda: slack.called("chat.postMessage"), 20)
        code, seconds = await bot.stops()
    answered = [len(command.shown) for command in typed if command.acks]
    async with start(**variables) as bot:
        await bot.says("Ready in")
        await slack.until(lambda: all(slack.replies(question) for question in asked), 30)
        last, _ = await bot.stops()

    assert (code, last) == (0, 0)
    assert seconds < LONGEST_STOP
    assert answered == [1] * len(answered)
    assert [len(slack.replies(question)) for question in asked] == [1] * len(asked)


async def test_what_was_asked_while_it_was_stopped_is_answered_at_the_next_start(slack: Slack, start: Start) -> None:
    """Also when Slack never sends those events again."""
    async with start() as bot:
        await bot.says("Ready in")
        known = await slack.say(slack.asker, slack.general, slack.mention(COUNTRIES))
        await slack.answer(known)
        await slack.idle()
        await bot.stops()
    missed = await slack.say(slack.asker, slack.general, slack.mention("when was Cainiao launched?"))
    slack.sockets.forget()
    async with start() as bot:
        answer = await slack.answer(missed, 30)
        await bot.stops()

    assert "2013" in answer.text
    assert [len(slack.replies(question)) for question in (known, missed)] == [1, 1]


async def test_it_waits_for_a_slack_that_is_away_and_can_be_stopped_meanwhile(start: Start) -> None:
    """A hosting platform may start it before the network is there."""
    async with start(DOSSIER_SLACK_API_BASE=f"http://127.0.0.1:{free_port()}/api/") as bot:
        await bot.says("slack.away")
        code, seconds = await bot.stops()

    assert code == 0
    assert seconds < LONGEST_STOP


async def test_it_can_be_stopped_while_it_encodes_a_large_corpus(start: Start, tmp_path: Path) -> None:
    """What is left, half a minute of it, is for the next start."""
    articles = tmp_path / "harbours" / "articles"
    articles.mkdir(parents=True)
    sentences = (f"Harbour {at} {'took in ships of the third class and ' * 25}paid its pilots." for at in range(1500))
    (articles / "all.md").write_text("---\ntitle: Harbours\n---\n\n" + "\n\n".join(sentences), encoding="utf-8")
    async with start(DOSSIER_SEARCH="meaning", DOSSIER_CORPUS=str(articles.parent)) as bot:
        await bot.says("Encoding 1500 sentences")
        code, seconds = await bot.stops()

    assert (code, bot.lines[-1]) == (0, "Stopped.")
    assert seconds < LONGEST_STOP
    assert "Ready in" not in bot.said
    assert "Traceback" not in bot.said
