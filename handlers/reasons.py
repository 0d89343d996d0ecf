"""Why a post did not come, in words, and what helps: by the code that a chat or the clock gave."""

_INVITE = "Add the bot to the channel again, and resume."
_ALLOW = "Let the bot write in the channel, and resume."
_REASONS = {
    "not_in_channel": ("the bot is not in this channel", _INVITE),
    "channel_not_found": ("the bot cannot see this channel, or it is gone", _INVITE),
    "is_archived": ("the channel is archived", "Unarchive it, and resume."),
    "restricted_action": ("the bot may not write in this channel", _ALLOW),
    "restricted_action_read_only_channel": ("the bot may not write in this channel", _ALLOW),
    "missing_scope": ("the bot lacks a permission in this workspace", "Install it anew, and resume."),
    "not_installed": ("the bot is not installed in this workspace any more", "Install it anew, and resume."),
    "other_workspace": (
        "the bot's configuration names another workspace for this channel",
        "Whoever runs the bot must correct it.",
    ),
    "account_inactive": ("the bot was removed from this workspace", "Install it anew, and resume."),
    "token_revoked": ("the bot was removed from this workspace", "Install it anew, and resume."),
    "invalid_auth": ("the chat no longer accepts the bot's token", "Whoever runs the bot must renew it."),
    "unknown_channel": ("the bot cannot see this channel, or it is gone", _INVITE),
    "unknown_server": ("the bot is not in this server any more", "Invite it again, and resume."),
    "missing_access": ("the bot cannot see this channel", _ALLOW),
    "missing_permissions": ("the bot may not write in this channel", _ALLOW),
    "moderated": ("AutoMod blocked it", "Take the bot's role out of that rule, and resume."),
    "thread_archived": ("the thread is archived", "Open it again, and resume."),
    "thread_locked": ("the thread is locked", "Unlock it, and resume."),
    "unknown_zone": ("its time zone is not known any more", "Subscribe again and name a zone or a city."),
}

NO_CHANNEL = frozenset({"channel_not_found", "is_archived", "unknown_channel"})
"""Codes of a channel in which perhaps nobody can type any more."""


def reason(code: str) -> str:
    """Why something was not posted, as part of a sentence; a code that has no words of its own stands in quotes."""
    if code in _REASONS:
        return f"{_REASONS[code][0]} ({code})"
    return code if " " in code or not code else f"the chat refused it: “{code}”"


def remedy(code: str) -> str:
    """What to do about it, a sentence; "" where that is not known."""
    return _REASONS[code][1] if code in _REASONS else ""
