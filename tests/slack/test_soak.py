"""A crowd on a Slack where things go wrong: everything is answered once. `make soak` does the same for longer."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.slack.conftest import Running
from tests.slack.counting import CountingSlack
from tests.slack.crowd import Crowd, Trouble

_ACTIONS = 300
_NAMES = ("cainiao", "alipay")
_TEXTS = (*_NAMES, "How many countries does Cainiao reach?", "compare taobao and tmall", "topics", "who is the moon?")


@pytest.fixture
async def slack() -> AsyncIterator[CountingSlack]:
    """A Slack that counts what the bot says, and checks it too."""
    async with CountingSlack() as slack:
        slack.is_strict = True
        yield slack
        assert not slack.problems


@pytest.mark.parametrize("trouble", [Trouble.REFRESHED, Trouble.BUSY, Trouble.CUT])
async def test_everything_a_crowd_asks_is_answered_once(
    slack: CountingSlack, running: Running, trouble: Trouble
) -> None:
    """Neither a connection that is renewed or cut nor a busy Slack loses a reply or doubles one."""
    crowd = Crowd(slack, (_NAMES, _TEXTS), people=20, channels=5)

    async with running(DOSSIER_LIMITS_PER_MINUTE="1000000"), asyncio.TaskGroup() as group:
        await slack.connected()
        group.create_task(crowd.act(_ACTIONS))
        group.create_task(crowd.meet(trouble))

    assert not crowd.differences()
    assert not crowd.in_vain
    assert slack.sent > _ACTIONS
