"""What Slack's channels get by themselves: at its time, once, with its picture and buttons that work."""

import json
from pathlib import Path

import pytest

from bot.adapters.slack.chat import SlackChat
from bot.log import fields_of
from bot.picture.png import SIGNATURE
from bot.store import deliveries, subscriptions
from bot.store.store import Store
from handlers.request import Place
from handlers.subscription import Kind
from tests.slack.conftest import Running
from tests.slack.fake.faults import Fault
from tests.slack.fake.server import Slack
from tests.slack.posting import QUICK, buttons, here, pictures, post_of, posted, posts
from tests.slack.reading import read
from tests.subscribed import FACT, subscribed, the_delivery


@pytest.fixture
def due(slack: Slack, tmp_path: Path) -> None:
    """The channel's fact is due now."""
    subscribed(tmp_path, here(slack)).close()


@pytest.mark.usefixtures("due")
async def test_a_fact_is_posted_once_with_its_picture(slack: Slack, running: Running) -> None:
    """In the channel itself and in one message, whose words alone say all that is there to know."""
    async with running(pace=QUICK):
        post = await posted(slack)
        await slack.ask(slack.asker, slack.general, slack.mention("help"))

    (picture,) = pictures(post)
    assert post.blocks[0] == picture
    assert slack.files[picture["slack_file"]["id"]].data.startswith(SIGNATURE)
    assert "[1]" in read(post)
    assert "Sources" in post.text
    assert "fact why" not in post.text
    assert "Late" not in post.text
    assert len(posts(slack)) == 1


@pytest.mark.usefixtures("due")
async def test_the_buttons_of_a_fact_are_answered_beneath_it(slack: Slack, running: Running) -> None:
    """The first of three stands out: to read on."""
    async with running(pace=QUICK):
        post = await posted(slack)
        for button in buttons(post):
            await slack.press(slack.asker, post, button["action_id"])
            await slack.idle()
        await slack.until(lambda: len(slack.replies(post)) == 3)

    briefing, another, why = sorted(slack.replies(post), key=lambda reply: len(reply.text), reverse=True)
    assert [button["text"]["text"].split()[0] for button in buttons(post)] == ["Brief", "Another", "Why"]
    assert [button.get("style") for button in buttons(post)] == ["primary", None, None]
    assert all(reply.thread_ts == post.ts for reply in (briefing, another, why))
    assert any(reply.text.startswith("Why this fact") for reply in slack.replies(post))


async def test_a_digest_comes_without_a_picture(slack: Slack, running: Running, tmp_path: Path) -> None:
    """With facts, and where to read on."""
    subscribed(tmp_path, here(slack), Kind.DIGEST).close()

    async with running(pace=QUICK):
        post = await posted(slack)

    assert post.text.startswith("Digest")
    assert "Facts not shown here before" in read(post)
    assert pictures(post) == []
    assert [button.get("style") for button in buttons(post)] == [None] * 3


async def test_what_comes_late_says_so(slack: Slack, running: Running, tmp_path: Path) -> None:
    """And when it was due."""
    subscribed(tmp_path, here(slack), since_due=3600).close()

    async with running(pace=QUICK):
        post = await posted(slack)

    assert "Late: it was due" in post.text
    assert post.blocks[-2]["elements"][0]["text"].startswith("Late: it was due")
    assert post.blocks[-1]["type"] == "actions"


@pytest.mark.usefixtures("due")
async def test_slack_may_take_a_moment_to_look_through_a_picture(slack: Slack, running: Running) -> None:
    """The message is refused until then, and posted again."""
    slack.file_lag = 2

    async with running(pace=QUICK):
        post = await posted(slack)

    assert len(pictures(post)) == 1
    assert len(slack.called("chat.postMessage")) == 3


@pytest.mark.usefixtures("due")
async def test_a_picture_that_slack_does_not_show_is_left_out(
    slack: Slack, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """The fact is not."""
    slack.file_lag = 100

    async with running(pace=QUICK):
        post = await posted(slack)

    assert pictures(post) == []
    assert "[1]" in read(post)
    assert "slack.picture_refused" in caplog.text


@pytest.mark.usefixtures("due")
@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("files.getUploadURLExternal", Fault(error="storage_limit_reached")),
        ("files.completeUploadExternal", Fault(error="file_uploads_disabled")),
    ],
)
async def test_a_picture_that_slack_does_not_take_is_left_out(
    slack: Slack, running: Running, caplog: pytest.LogCaptureFixture, method: str, fault: Fault
) -> None:
    """The workspace may be full, or its admins want no files."""
    slack.faults.add(method, fault, 9)

    async with running(pace=QUICK):
        post = await posted(slack)

    assert pictures(post) == []
    assert "slack.picture_lost" in caplog.text


@pytest.mark.usefixtures("due")
async def test_an_app_that_may_upload_no_pictures_posts_in_words(
    slack: Slack, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """It was installed before it asked for that; the log says what is missing."""
    slack.workspace.scopes = tuple(scope for scope in slack.workspace.scopes if scope != "files:write")

    async with running(pace=QUICK):
        post = await posted(slack)

    assert pictures(post) == []
    assert "[1]" in read(post)
    assert len(buttons(post)) == 3
    assert [fields_of(line)["error"] for line in caplog.records if "picture" in line.message] == ["missing_scope"]


@pytest.mark.usefixtures("due")
async def test_a_picture_whose_bytes_do_not_arrive_is_left_out(slack: Slack, running: Running) -> None:
    """Where files are sent to is not Slack's Web API."""
    slack.takes_uploads = False

    async with running(pace=QUICK):
        post = await posted(slack)

    assert pictures(post) == []


@pytest.mark.usefixtures("due")
async def test_whoever_runs_the_bot_may_do_without_pictures(slack: Slack, running: Running) -> None:
    """By a setting."""
    async with running(pace=QUICK, DOSSIER_POSTS_PICTURE="false"):
        post = await posted(slack)

    assert pictures(post) == []
    assert slack.files == {}


async def test_who_wants_no_picture_gets_none(slack: Slack, running: Running, tmp_path: Path) -> None:
    """A channel by itself."""
    subscribed(tmp_path, here(slack), has_picture=False).close()

    async with running(pace=QUICK):
        post = await posted(slack)

    assert pictures(post) == []


@pytest.mark.usefixtures("due")
async def test_what_cannot_be_drawn_is_posted_in_words(
    slack: Slack, running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """A font that is not there."""
    async with running(pace=QUICK, DOSSIER_PICTURE_FONT_FILES="nowhere.ttf"):
        post = await posted(slack)

    assert pictures(post) == []
    assert "picture.not_drawn" in caplog.text


@pytest.mark.usefixtures("due")
async def test_a_post_that_is_corrected_keeps_its_picture(
    slack: Slack, running: Running, chat: SlackChat, tmp_path: Path
) -> None:
    """It stays one message, and is not late for having been corrected late."""
    async with running(pace=QUICK):
        post = await posted(slack)
        file = pictures(post)[0]["slack_file"]["id"]
    store = Store.open(tmp_path / "dossier.sqlite3")
    sent = the_delivery(store)
    changed = json.loads(sent.payload)
    changed["message"]["text"], changed["is_revised"] = "Corrected.", True
    with store.begin() as connection:
        revised = deliveries.rewrite(connection, sent.id, json.dumps(changed))
    store.close()
    assert revised

    await chat.correct(revised, post.ts)

    assert post.text == "Corrected."
    assert len(pictures(post)) == 1
    assert pictures(post)[0]["slack_file"]["id"] != file


@pytest.mark.usefixtures("due")
async def test_a_channel_that_is_closed_to_the_bot_pauses_its_post_and_its_creator_is_told(
    slack: Slack, running: Running, tmp_path: Path
) -> None:
    """Once, and what to do about it; status says the same."""
    slack.general.is_archived = True
    creator = slack.workspace.direct(slack.workspace.users[slack.general.creator])

    async with running(pace=QUICK):
        (told,) = await slack.until(lambda: list(creator.messages.values()))

    store = Store.open(tmp_path / "dossier.sqlite3")
    with store.read() as connection:
        (paused,) = subscriptions.of_channel(connection, here(slack))
    store.close()
    assert told.text.startswith(f"I could not post in the channel with the id {slack.general.id} what comes there")
    assert (paused.is_paused, paused.paused_because) == (True, "is_archived")
    assert posts(slack) == []


@pytest.mark.usefixtures("due")
async def test_of_a_channel_that_the_bot_cannot_see_an_owner_of_the_workspace_is_told(
    slack: Slack, running: Running
) -> None:
    """Who created it cannot be looked up where the bot is no member any more."""
    slack.workspace.add_user("early", is_admin=True)
    owner = slack.workspace.add_user("olive", is_owner=True)
    owner.is_primary_owner = True
    slack.general.kind = "group"
    slack.general.members.discard(slack.workspace.bot.id)

    async with running(pace=QUICK):
        (told,) = await slack.until(lambda: list(slack.workspace.direct(owner).messages.values()))

    assert told.text.startswith(f"I could not post in the channel with the id {slack.general.id} what comes there")
    assert "I cannot see that channel any more" in told.text


@pytest.mark.usefixtures("due")
async def test_who_created_a_channel_and_takes_no_messages_is_stood_in_for(slack: Slack, running: Running) -> None:
    """By an owner; the channel's creator may have left."""
    owner = slack.workspace.add_user("olive", is_owner=True)
    slack.general.is_archived = True
    slack.general.creator = "UGONE"

    async with running(pace=QUICK):
        (told,) = await slack.until(lambda: list(slack.workspace.direct(owner).messages.values()))

    assert "That channel is archived." in told.text


async def test_where_nobody_can_be_told_the_log_says_so(
    slack: Slack, chat: SlackChat, caplog: pytest.LogCaptureFixture
) -> None:
    """The app may lack the permission to look people up."""
    slack.general.kind = "group"
    slack.general.members.discard(slack.workspace.bot.id)
    slack.faults.add("users.list", Fault(error="missing_scope"))

    await chat.refused(post_of(slack, 1), "channel_not_found")

    (lost,) = [record for record in caplog.records if record.message == "slack.notice_lost"]
    assert fields_of(lost)["error"] == "missing_scope"


async def test_what_is_meant_for_another_workspace_is_not_posted_with_this_ones_token(
    slack: Slack, running: Running, tmp_path: Path
) -> None:
    """Not even where the channel is here; it is paused, and told of."""
    elsewhere = Place("slack", "T0MISTYPED", slack.general.id)
    subscribed(tmp_path, elsewhere).close()
    creator = slack.workspace.direct(slack.workspace.users[slack.general.creator])

    async with running(pace=QUICK):
        (told,) = await slack.until(lambda: list(creator.messages.values()))

    store = Store.open(tmp_path / "dossier.sqlite3")
    with store.read() as connection:
        (paused,) = subscriptions.of_channel(connection, elsewhere)
    store.close()
    assert posts(slack) == []
    assert paused.paused_because == "other_workspace"
    assert "names another workspace" in told.text


async def test_what_a_channel_that_is_gone_had_is_ended_by_an_admin_elsewhere(
    slack: Slack, running: Running, tmp_path: Path
) -> None:
    """With a button of the list; who created another channel is offered none, and what they forge ends nothing."""
    lost = Place("slack", slack.workspace.id, "C0GONE")
    subscribed(tmp_path, lost, next_at=None, paused_because="channel_not_found").close()
    own = slack.workspace.add_channel("ships", slack.asker)

    async with running():
        await slack.connected()
        listed = await slack.command(slack.asker, own, "/alibaba", "subscriptions")
        refused = await slack.command(slack.asker, own, "/alibaba", f"unsubscribe {FACT}")
        offered = await slack.command(slack.admin, slack.general, "/alibaba", "subscriptions")
        (end,) = [each for each in buttons(offered) if each["text"]["text"].startswith("End")]
        pressed = await slack.press(slack.admin, offered, end["action_id"])
        await slack.until(lambda: pressed.shown)

    assert "End" not in [each["text"]["text"].split()[0] for each in buttons(listed)]
    assert "Nothing to end" in refused.text
    assert "it comes no more to C0GONE" in pressed.shown[0].text
