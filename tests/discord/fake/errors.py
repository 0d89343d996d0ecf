"""Refusals, as Discord words them (Discord's documentation: Opcodes and Status Codes, JSON Error Codes)."""

from typing import Any

_MESSAGES = {
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10013: (404, "Unknown User"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    40060: (400, "Interaction has already been acknowledged."),
    40094: (400, "This interaction has reached the maximum number of follow up messages."),
    50001: (403, "Missing Access"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50013: (403, "Missing Permissions"),
    50027: (401, "Invalid Webhook Token"),
    50035: (400, "Invalid Form Body"),
    50083: (400, "Thread is archived"),
    160002: (403, "Cannot reply without permission to read message history"),
    160004: (400, "A thread has already been created for this message"),
}


class DiscordError(Exception):
    """Discord refuses a request with this code, such as 10003; `errors` says where a form is wrong."""

    def __init__(self, code: int, errors: dict[str, Any] | None = None) -> None:
        self.status, self.message = _MESSAGES[code]
        super().__init__(f"{code} {self.message} {errors or ''}")
        self.code = code
        self.errors = errors

    @property
    def body(self) -> dict[str, Any]:
        """What Discord answers."""
        return body_of(self.code) | ({"errors": self.errors} if self.errors else {})


def body_of(code: int) -> dict[str, Any]:
    """The answer that goes with a code."""
    return {"message": _MESSAGES.get(code, (0, "500: Internal Server Error"))[1], "code": code}


def invalid(where: str, code: str, message: str) -> DiscordError:
    """A form refused at one of its fields, such as "data.content"."""
    errors: dict[str, Any] = {"_errors": [{"code": code, "message": message}]}
    for name in reversed(where.split(".")):
        errors = {name: errors}
    return DiscordError(50035, errors)
