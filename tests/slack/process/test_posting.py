"""What is due by itself, in a process of its own."""

from pathlib import Path

from tests.processes import Start
from tests.slack.fake.server import Slack
from tests.slack.posting import here, pictures, posts
from tests.subscribed import subscribed


async def test_it_posts_what_is_due_once_and_not_again_after_a_restart(
    slack: Slack, start: Start, tmp_path: Path
) -> None:
    """With its picture."""
    data = tmp_path / "data"
    data.mkdir()
    subscribed(data, here(slack)).close()

    async with start() as bot:
        (post,) = await slack.until(lambda: posts(slack), 20)
        await bot.stops()
    async with start() as bot:
        await bot.says("Ready in")
        await slack.ask(slack.asker, slack.general, slack.mention("help"))
        await bot.stops()

    assert len(pictures(post)) == 1
    assert posts(slack) == [post]
