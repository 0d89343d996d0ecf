"""What doctor checks of the subscriptions in config.toml: their ids, their topics, and whether their chat is on."""

import re
from collections.abc import Iterator

from bot.config import Config, Secrets
from bot.configured import Configured
from bot.doctor import Finding, failing, off, ok
from bot.entering import subscribed
from bot.errors import ConfigError
from corpus.collection import Corpus
from corpus.load import load
from handlers.chats import DISCORD, SLACK

_IDS = {
    (SLACK, "workspace"): re.compile(r"[ET][A-Z0-9]+"),
    (SLACK, "channel"): re.compile(r"[CG][A-Z0-9]+"),
    (DISCORD, "workspace"): re.compile(r"\d{15,20}"),
    (DISCORD, "channel"): re.compile(r"\d{15,20}"),
}
_WHERE = "docs/subscriptions.md says where ids are found: a name or an address is none."


def subscriptions(read: Config) -> Finding:
    """Whether the subscriptions of the settings can be entered, and whether anything will post them."""
    name = "subscriptions"
    if not read.subscriptions:
        return off(name, "none in config.toml; channels subscribe in the chat")
    if not read.corpus.is_dir():
        return off(name, "not looked at, for there are no articles")
    corpus = load(read.corpus)
    problems = [problem for each in read.subscriptions for problem in _problems(each, corpus, read.secrets)]
    if not problems:
        return ok(name, f"{len(read.subscriptions)} in config.toml")
    found, fix = problems[0]
    return failing(name, f"{found} ({len(problems) - 1} more)" if problems[1:] else found, fix)


def _problems(wanted: Configured, corpus: Corpus, secrets: Secrets) -> Iterator[tuple[str, str]]:
    """What is wrong with one, each with what to do about it."""
    place = wanted.place
    for what, value in (("workspace", place.workspace), ("channel", place.channel)):
        if not _IDS[place.platform, what].fullmatch(value):
            yield f"posts.subscriptions: {wanted}: '{value}' is no id of a {what} in {place.platform.title()}", _WHERE
    try:
        subscribed((wanted,), corpus, 0.0)
    except ConfigError as error:
        yield str(error), "Correct its topics; python -m bot topics lists those that there are."
    if not _is_on(place.platform, secrets):
        fix = f"Set {place.platform.title()} up, or take it out."
        yield f"posts.subscriptions: {wanted}: {place.platform.title()} is off, so nothing posts it", fix


def _is_on(platform: str, secrets: Secrets) -> bool:
    if platform == DISCORD:
        return bool(secrets.discord_token)
    return bool(secrets.slack_bot_token or secrets.slack_client_id)
