"""The start of a process whose Slack is away: alive at once, ready when it can answer."""

import asyncio
from contextlib import AsyncExitStack

import aiohttp

from tests.ports import free_port
from tests.slack.conftest import Running
from tests.slack.fake.faults import Fault
from tests.slack.fake.server import Slack


async def test_while_slack_is_away_the_process_is_alive_but_not_ready(slack: Slack, running: Running) -> None:
    """A platform does not restart it meanwhile, nor send it anything; once Slack is back it answers."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    slack.http.url = f"{url}/slack/events"
    variables = {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": slack.signing_secret, "PORT": str(port)}
    slack.faults.add("auth.test", Fault(status=503), times=10_000)
    async with aiohttp.ClientSession(url) as session, AsyncExitStack() as stack:
        starting = asyncio.create_task(stack.enter_async_context(running(None, **variables)))
        await slack.until(lambda: slack.called("auth.test"))
        alive, ready = await session.get("/healthz"), await session.get("/readyz")
        said, event = await ready.json(), await session.post("/slack/events")

        slack.faults.clear()
        await starting
        ready_at_last = await session.get("/readyz")
        reply = await slack.command(slack.asker, slack.general, "/alibaba", "cainiao")

    assert (alive.status, ready.status, event.status) == (200, 503, 503)
    assert said == {"ready": False, "failing": ["starting"]}
    assert ready_at_last.status == 200
    assert reply.text.startswith("Cainiao\n")
