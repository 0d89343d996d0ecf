"""Posts in Slack whose source says something else by now are corrected where they stand."""

from pathlib import Path

import pytest

from corpus.collection import Corpus
from handlers.subscription import Kind
from tests.corrected import corrected, is_settled, rewritten, withdrawn
from tests.slack.conftest import Running
from tests.slack.fake.faults import Fault
from tests.slack.fake.server import Slack
from tests.slack.fake.world import Message
from tests.slack.faulty import QUICK as AT_FAULT
from tests.slack.posting import QUICK, buttons, here, pictures, posted, posts
from tests.slack.reading import read
from tests.subscribed import subscribed

UPDATE = "chat.update"
SAID = "Corrected on 22 Nov 2026: "


@pytest.fixture
def due(slack: Slack, tmp_path: Path) -> None:
    """The channel's fact is due now."""
    subscribed(tmp_path, here(slack)).close()


async def edited(slack: Slack, post: Message) -> None:
    """Wait until a post says that it was corrected."""
    await slack.until(lambda: SAID in read(post))


@pytest.mark.usefixtures("due")
async def test_a_fact_whose_source_changed_says_so(
    slack: Slack, running: Running, shipped: Corpus, tmp_path: Path
) -> None:
    """In the same message, above its buttons; the picture that shows the old figure goes."""
    async with running(pace=QUICK):
        post = await posted(slack)
        before = len(pictures(post))
    (line,) = corrected(tmp_path, rewritten(shipped))

    async with running(pace=QUICK):
        await edited(slack, post)

    *_, small, _row = post.blocks
    assert f"slack {slack.workspace.id} {slack.general.id} {post.ts}" in line
    assert line.endswith("does not say this any more.")
    assert small["elements"][0]["text"].startswith(SAID)
    assert SAID in post.text
    assert (before, len(pictures(post)), len(buttons(post))) == (1, 0, 3)
    assert len(posts(slack)) == 1


@pytest.mark.usefixtures("due")
async def test_a_fact_whose_article_was_withdrawn_says_so(
    slack: Slack, running: Running, shipped: Corpus, tmp_path: Path
) -> None:
    """Also when the bot was started anew since."""
    async with running(pace=QUICK):
        post = await posted(slack)
    corrected(tmp_path, withdrawn(shipped))

    async with running(pace=QUICK):
        await edited(slack, post)

    assert f"{SAID}An article that said this was withdrawn." in read(post)
    assert len(posts(slack)) == 1


async def test_a_digest_is_corrected_too(slack: Slack, running: Running, shipped: Corpus, tmp_path: Path) -> None:
    """It says of which of its facts."""
    subscribed(tmp_path, here(slack), Kind.DIGEST).close()

    async with running(pace=QUICK):
        post = await posted(slack)
    corrected(tmp_path, rewritten(shipped))

    async with running(pace=QUICK):
        await edited(slack, post)

    said = read(post)[read(post).index(SAID) :]
    assert said.count("any more.") == said.count("does not say “") > 1


@pytest.mark.usefixtures("due")
@pytest.mark.parametrize("code", ["channel_not_found", "edit_window_closed", "is_archived", "cant_update_message"])
async def test_what_slack_does_not_let_the_bot_edit_stays_as_it_is(
    slack: Slack, running: Running, shipped: Corpus, tmp_path: Path, code: str
) -> None:
    """It is neither posted again nor tried for ever."""
    async with running(pace=QUICK):
        post = await posted(slack)
        slack.faults.add(UPDATE, Fault(error=code), 9)
    corrected(tmp_path, rewritten(shipped))

    async with running(pace=QUICK):
        await slack.until(lambda: slack.called(UPDATE))
        await slack.ask(slack.asker, slack.general, slack.mention("help"))

    assert is_settled(tmp_path)
    assert SAID not in read(post)
    assert (len(posts(slack)), len(slack.called(UPDATE))) == (1, 1)


@pytest.mark.usefixtures("due")
async def test_a_fact_that_somebody_deleted_is_not_posted_again(
    slack: Slack, running: Running, shipped: Corpus, tmp_path: Path
) -> None:
    """There is nothing left to correct."""
    async with running(pace=QUICK):
        post = await posted(slack)
        await slack.delete(post)
    corrected(tmp_path, rewritten(shipped))

    async with running(pace=QUICK):
        await slack.until(lambda: slack.called(UPDATE))

    assert is_settled(tmp_path)
    assert posts(slack) == [post]


@pytest.mark.usefixtures("due")
async def test_a_busy_slack_is_asked_again(slack: Slack, running: Running, shipped: Corpus, tmp_path: Path) -> None:
    """A correction that cannot be made yet is still owed."""
    async with running(pace=QUICK):
        post = await posted(slack)
    slack.faults.add(UPDATE, Fault(status=429))
    corrected(tmp_path, rewritten(shipped))

    async with running(pace=AT_FAULT):
        await edited(slack, post)

    assert len(posts(slack)) == 1
