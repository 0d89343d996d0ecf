"""The Web API's files.* methods, and the address that a file is sent to."""

from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.slack.fake.faults import SlackError
from tests.slack.fake.records import Call, File
from tests.slack.fake.world import Payload, Workspace

if TYPE_CHECKING:
    from tests.slack.fake.state import State


def upload_url(slack: "State", call: Call, workspace: Workspace) -> Payload:
    """files.getUploadURLExternal."""
    _permitted(workspace)
    if not call.text("filename") or int(call.text("length") or 0) <= 0:
        raise SlackError("missing_argument")
    file = File(slack.number("F"), workspace.id, call.text("filename"), int(call.text("length")))
    slack.files[file.id] = file
    return {"upload_url": f"http://127.0.0.1:{slack.port}/upload/{file.id}", "file_id": file.id}


def complete(slack: "State", call: Call, workspace: Workspace) -> Payload:
    """files.completeUploadExternal, without a channel: nobody sees the file by that."""
    _permitted(workspace)
    listed: list[dict[str, Any]] = call.arguments["files"]
    for each in listed:
        file = slack.files.get(each["id"])
        if file is None or file.team != workspace.id or len(file.data) != file.length:
            raise SlackError("file_not_found")
        file.is_complete = True
    return {"files": listed}


def check_shown(slack: "State", blocks: list[Payload], workspace: Workspace) -> None:
    """Images in blocks are of files that are there, and that Slack has looked through by now.

    Raises:
        SlackError: invalid_blocks.
    """
    for at, block in enumerate(blocks):
        if "slack_file" in block:
            file = slack.files.get(block["slack_file"].get("id"))
            if file is None or file.team != workspace.id or not file.is_complete or slack.file_lag > 0:
                slack.file_lag -= 1
                said = f"invalid slack file [json-pointer:/blocks/{at}/slack_file]"
                raise SlackError("invalid_blocks", errors=[said], response_metadata={"messages": [f"[ERROR] {said}"]})


async def take_upload(slack: "State", request: web.Request) -> web.Response:
    """The bytes of a file."""
    file = slack.files.get(request.match_info["file"])
    if file is None or not slack.takes_uploads:
        return web.Response(status=404)
    file.data = await request.read()
    return web.Response(text=f"OK - {len(file.data)}")


def _permitted(workspace: Workspace) -> None:
    if "files:write" not in workspace.scopes:
        raise SlackError("missing_scope", needed="files:write")
