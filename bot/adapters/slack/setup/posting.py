"""What doctor checks of the channels in config.toml: that the bot's token is for their workspace and may post there."""

from collections.abc import AsyncIterator, Iterator

from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.setup.visit import Answer, asked
from bot.config import Config
from bot.doctor import Finding, failing, off, ok
from handlers.chats import SLACK
from handlers.request import Place

_ANYWHERE = "chat:write.public"
_MOST = 40  # channels that are looked at: Slack answers fifty such questions a minute
_TABLE = "its table [[posts.subscriptions]] in config.toml"


async def findings(config: Config, client: AsyncWebClient, identity: Answer) -> AsyncIterator[Finding]:
    """One for each channel that has something wrong with it; else one for all, and none where there are none."""
    places = tuple(dict.fromkeys(each.place for each in config.subscriptions if each.place.platform == SLACK))
    found = [finding for place in places[:_MOST] for finding in await _look(place, client, identity)]
    for finding in found:
        yield finding
    if places and not found:
        of_many = f"the first {_MOST} of " if len(places) > _MOST else ""
        yield ok("posts", f"the bot may post in {of_many}the {len(places)} of config.toml")


async def _look(place: Place, client: AsyncWebClient, identity: Answer) -> tuple[Finding, ...]:
    name = f"posts to {place.channel}"
    if not is_of(place.workspace, identity):
        found = f"its workspace is to be {place.workspace}; the bot's token is for {identity.fields.get('team_id')}"
        return (failing(name, f"{found}, so nothing is posted", f"Correct 'workspace' in {_TABLE}."),)
    answer = await asked(client.conversations_info(channel=place.channel))
    return tuple(_wrong(name, answer, identity))


def _wrong(name: str, answer: Answer, identity: Answer) -> Iterator[Finding]:
    channel, invite = answer.fields.get("channel") or {}, f"/invite @{identity.fields.get('user')} there"
    if answer.error == "channel_not_found":
        found = "there is no such channel, or it is private and the bot is not in it"
        yield failing(name, found, f"Correct 'channel' in {_TABLE}, or {invite}.")
    elif answer.error:
        yield off(name, f"could not be looked at ({answer.error})")
    elif channel.get("is_archived"):
        yield failing(name, f"#{channel.get('name')} is archived", f"Unarchive it, or take out {_TABLE}.")
    elif not channel.get("is_member") and (channel.get("is_private") or not _may_write_anywhere(identity)):
        yield failing(name, f"the bot is not in #{channel.get('name')}", f"{invite.capitalize()}.")


def is_of(workspace: str, identity: Answer) -> bool:
    """Whether an id is the one of the token; a token of a whole organisation is good for each of its workspaces."""
    if identity.fields.get("is_enterprise_install") and workspace.startswith("T"):
        return True
    return workspace in {identity.fields.get("team_id"), identity.fields.get("enterprise_id")}


def _may_write_anywhere(identity: Answer) -> bool:
    return _ANYWHERE in identity.headers.get("x-oauth-scopes", "")
