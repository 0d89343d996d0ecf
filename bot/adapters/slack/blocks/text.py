"""Words as Slack may get them: escaped, cut between words, and addresses as links that nothing can break out of."""

from bot.adapters.slack.limits import SLACK
from bot.web_address import web_address
from bot.wording import visible

_IN_ADDRESSES = "%/:?#[]@!$&'()*+,;=~"  # what may stand in an address as it is


def escape(text: str) -> str:
    """A text in which Slack finds neither mention nor link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shortened(text: str, most: int) -> str:
    """A text on one line of at most so many characters, cut between words, with an ellipsis where it was cut."""
    text = visible(text)
    return text if len(text) <= most else cut(text, most)


def cut(text: str, most: int) -> str:
    """The beginning of a text that is longer than so many characters: whole words where it has any, and an ellipsis."""
    head = text[: most - 1]
    return f"{head[: head.rfind(' ')].rstrip() if ' ' in head else head}…"


def can_be_said(text: str, most: int = SLACK.button_value) -> bool:
    """Whether a text can be the value of a button, or with another limit of an option: it is never cut, nor blank."""
    return bool(text.strip()) and len(text) <= most


def pieces(text: str, most: int) -> list[str]:
    """A text in pieces of at most so many characters, parted between lines, or else between words."""
    found: list[str] = []
    while len(text) > most:
        head = text[: most + 1]
        end = max(head.rfind("\n"), 0) or max(head.rfind(" "), 0) or most
        found.append(text[:end])
        text = text[end:].lstrip()
    return [piece for piece in (*found, text) if piece.strip()]


def link(address: str) -> str:
    """A web address as a link named after its host; "" for what is none."""
    found = web_address(address, _IN_ADDRESSES, SLACK.address)
    return f"<{escape(found.quoted)}|{found.host}>" if found else ""
