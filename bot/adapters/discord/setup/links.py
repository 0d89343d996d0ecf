"""The links by which somebody adds the bot to a server, or for themselves."""

from urllib.parse import urlencode

from bot.adapters.discord.setup.permissions import NEEDED, together

_AUTHORIZE = "https://discord.com/oauth2/authorize"
_BY_SERVER, _BY_USER = 0, 1


def to_server(application_id: int) -> str:
    """For whoever may manage a server: the bot itself, with the permissions that it needs and no other."""
    return _link(
        client_id=application_id,
        scope="bot applications.commands",
        permissions=together(NEEDED),
        integration_type=_BY_SERVER,
    )


def to_user(application_id: int) -> str:
    """For anybody: the commands alone, in every server and conversation of theirs."""
    return _link(client_id=application_id, scope="applications.commands", integration_type=_BY_USER)


def told(application_id: int) -> str:
    """Both links, each with who may use it."""
    permissions = ", ".join(permission.name for permission in NEEDED)
    return "\n".join(
        (
            "To a server; whoever may manage it can open this:",
            f"  {to_server(application_id)}",
            f"  It asks for: {permissions}.",
            "For yourself alone, to use its commands in every server and conversation of yours:",
            f"  {to_user(application_id)}",
        )
    )


def _link(**query: object) -> str:
    return f"{_AUTHORIZE}?{urlencode(query)}"
