"""Tokens that expire: renewed in time, once, and kept."""

import asyncio
import logging
import time
from dataclasses import replace

import pytest

from bot.adapters.slack.install.installations import Installation, Installations
from bot.adapters.slack.install.installed import InstalledWorkspaces
from tests.slack.install.installs import ACME, APP
from tests.slack.scripted import ScriptedSlack

HOUR = 3600
REFRESHED = {"access_token": "xoxe.xoxb-2", "refresh_token": "xoxe-2", "expires_in": 12 * HOUR}


def expiring(seconds: float) -> Installation:
    """An installation whose token expires so many seconds from now."""
    return replace(ACME, token="xoxe.xoxb-1", refresh_token="xoxe-1", expires_at=time.time() + seconds)


async def test_a_token_about_to_expire_is_renewed_once(
    workspaces: InstalledWorkspaces, installations: Installations, slack: ScriptedSlack
) -> None:
    """However many ask at once, the refresh token is used once, and the new tokens are kept."""
    await workspaces.add(expiring(HOUR))
    slack.answers["oauth.v2.access"] = REFRESHED

    found = await asyncio.gather(*(workspaces.find("T1") for _ in range(20)))

    kept = await installations.find("T1", "")
    assert kept is not None
    assert (kept.token, kept.refresh_token) == ("xoxe.xoxb-2", "xoxe-2")
    assert kept.expires_at == pytest.approx(time.time() + 12 * HOUR, abs=60)
    assert [workspace.post.token for workspace in found if workspace] == ["xoxe.xoxb-2"] * 20
    [call] = slack.calls["oauth.v2.access"]
    assert {"refresh_token": "xoxe-1", "grant_type": "refresh_token", "client_id": "1.1"}.items() <= call.items()


async def test_a_token_that_lasts_is_not_renewed(workspaces: InstalledWorkspaces, slack: ScriptedSlack) -> None:
    """More than two hours before the end Slack is not asked."""
    await workspaces.add(expiring(3 * HOUR))

    assert await workspaces.find("T1")

    assert not slack.calls


@pytest.mark.parametrize("answer", [{"ok": False, "error": "invalid_refresh_token"}, 503, {"ok": True}])
async def test_a_failed_renewal_leaves_the_token_while_it_works(
    workspaces: InstalledWorkspaces, slack: ScriptedSlack, answer: dict[str, object] | int
) -> None:
    """The old token serves until it expires; after that the bot is not installed, and nothing crashes."""
    slack.answers["oauth.v2.access"] = answer
    await workspaces.add(expiring(HOUR))
    await workspaces.add(replace(expiring(-1), team="T2"))

    working, expired = await workspaces.find("T1"), await workspaces.find("T2")

    assert working is not None
    assert working.post.token == "xoxe.xoxb-1"
    assert expired is None


async def test_a_renewal_of_another_process_is_used(
    workspaces: InstalledWorkspaces, installations: Installations, slack: ScriptedSlack
) -> None:
    """When another process used the refresh token first, its token is taken from the store."""
    await workspaces.add(expiring(-1))
    slack.answers["oauth.v2.access"] = {"ok": False, "error": "invalid_refresh_token"}
    slack.gates["oauth.v2.access"] = asyncio.Event()

    asking = asyncio.create_task(workspaces.find("T1"))
    await slack.came.wait()
    await installations.save(replace(expiring(12 * HOUR), token="xoxe.xoxb-theirs"))
    slack.gates["oauth.v2.access"].set()
    found = await asking

    assert found is not None
    assert found.post.token == "xoxe.xoxb-theirs"


async def test_no_secret_is_logged(
    workspaces: InstalledWorkspaces, slack: ScriptedSlack, caplog: pytest.LogCaptureFixture
) -> None:
    """Not even at DEBUG does a line hold a token or the app's secret."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "dossier")
    slack.answers["oauth.v2.access"] = REFRESHED
    await workspaces.add(expiring(HOUR))
    await workspaces.find("T1")
    await workspaces.uninstalled("T1", None, 3000.0)

    logged = " ".join(str(vars(record)) for record in caplog.records)

    assert "slack.installation_removed" in logged
    for secret in ("xox", "app-secret"):
        assert secret not in logged
    assert "xoxb" not in repr(ACME)
    assert "app-secret" not in repr(APP)
