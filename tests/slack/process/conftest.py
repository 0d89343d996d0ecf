"""What the tests of the process share: how it is started."""

from pathlib import Path

import pytest

from tests.ports import free_port
from tests.processes import Start, starter
from tests.slack.fake.server import Slack


@pytest.fixture
def start(slack: Slack, tmp_path: Path) -> Start:
    """Start the bot with more arguments and variables."""
    settings = f'[slack]\napi_base = "{slack.base_url}"\n[server]\nport = {free_port()}\n'
    return starter(tmp_path, settings, {"SLACK_BOT_TOKEN": slack.bot_token, "SLACK_APP_TOKEN": slack.app_token})
