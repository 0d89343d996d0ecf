"""The shapes of messages, of answers to interactions and of modals: "Message Resource", "Receiving and Responding"."""

from collections.abc import Mapping

from tests.discord.published_checks import Report, custom_id, markdown, nullable, refused, snowflake
from tests.discord.published_components import IN_MESSAGES, IN_MODALS, component
from tests.published_checks import Check, Fields, anything, flag, items, objects, one_of, within, words

SUPPRESS_EMBEDS, EPHEMERAL, SUPPRESS_NOTIFICATIONS, IS_COMPONENTS_V2 = 1 << 2, 1 << 6, 1 << 12, 1 << 15
_POSTED = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | IS_COMPONENTS_V2
_EDITED = SUPPRESS_EMBEDS | IS_COMPONENTS_V2
_ANSWERED = _POSTED | EPHEMERAL
_REPLACED_BY_COMPONENTS = ("content", "embeds", "poll", "sticker_ids", "shared_client_theme")
_SAYING = ("content", "components", "attachments")
MESSAGE_WITH_SOURCE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9


def _mentions(value: object, path: str, report: Report) -> None:
    """Nobody is notified: what may be is empty, and a reply does not call who it answers."""
    if not isinstance(value, Mapping) or value.get("parse") != []:
        report.say(path, "parse must be the empty list")
        return
    _NO_MENTIONS.check(value, path, report)


_NO_MENTIONS = Fields(
    {"parse": anything}, dict.fromkeys(("users", "roles", "replied_user"), refused("mentions somebody"))
)


def _flags(allowed: int) -> Check:
    def check(value: object, path: str, report: Report) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or value & ~allowed:
            report.say(path, f"{value!r} has flags that cannot be set here")

    return check


def _nonce(value: object, path: str, report: Report) -> None:
    words("message.nonce")(str(value) if isinstance(value, int) else value, path, report)


_ATTACHMENT = Fields(
    {"id": snowflake},
    {
        "filename": words("attachment.filename"),
        "description": nullable(words("attachment.description")),
        "is_spoiler": flag,
        **dict.fromkeys(("title", "duration_secs", "waveform"), anything),
    },
).check
_REFERENCE = Fields(
    {"message_id": snowflake},
    {"channel_id": snowflake, "guild_id": snowflake, "fail_if_not_exists": flag, "type": one_of(0)},
).check
_CONTENT: Mapping[str, Check] = {
    "content": nullable(markdown("message.content")),
    "components": items(component(*IN_MESSAGES), "message.components"),
    "attachments": items(_ATTACHMENT, "message.attachments"),
    "allowed_mentions": _mentions,
    "tts": refused("nothing is read out unasked"),
    "embeds": refused("embeds are not used"),
    "poll": refused("polls are not used"),
    "sticker_ids": refused("stickers are not used"),
}
_CREATED = Fields(
    optional={
        **_CONTENT,
        "flags": _flags(_POSTED),
        "nonce": _nonce,
        "enforce_nonce": flag,
        "message_reference": _REFERENCE,
    }
)
_CHANGED = Fields(optional={**_CONTENT, "flags": _flags(_EDITED)})
_ANSWER = Fields(optional={**_CONTENT, "flags": _flags(_ANSWERED)})
_FOLLOW_UP = Fields(optional={**_CONTENT, "flags": _flags(_ANSWERED), "username": anything, "avatar_url": anything})


def _message(shape: Fields, body: object, path: str, report: Report) -> None:
    """What holds for every message: one way of saying something, and nobody is called."""
    shape.check(body, path, report)
    if not isinstance(body, Mapping):
        return
    flags = body.get("flags", 0)
    is_v2 = isinstance(flags, int) and bool(flags & IS_COMPONENTS_V2)
    if "allowed_mentions" not in body:
        report.say(path, "allowed_mentions is missing")
    if report.is_v2 and not is_v2:
        report.say(path, f"components of the second version: the message needs the flag {IS_COMPONENTS_V2}")
    if is_v2:
        for name in _REPLACED_BY_COMPONENTS:
            if body.get(name):
                report.say(path, f"{name} does not go with the flag {IS_COMPONENTS_V2}")
    else:
        within(len(objects(body.get("components"))), "message.legacy_rows", path, report)
    if not any(body.get(name) for name in _SAYING):
        report.say(path, "says nothing")
    within(report.letters, "message.all_text", path, report)
    within(report.components, "message.components", path, report)


def _deferral(body: object, path: str, report: Report) -> None:
    Fields(optional={"flags": _flags(EPHEMERAL)}).check(body, path, report)


def _choices(body: object, path: str, report: Report) -> None:
    """What an option may be completed to; its values are texts here."""
    choice = Fields({"name": words("choice.name"), "value": words("choice.value")}, {"name_localizations": anything})
    Fields({"choices": items(choice.check, "autocomplete.choices")}).check(body, path, report)


def _modal(body: object, path: str, report: Report) -> None:
    report.is_modal = True
    fields: Mapping[str, Check] = {
        "custom_id": custom_id,
        "title": words("modal.title"),
        "components": items(component(*IN_MODALS), "modal.components"),
    }
    Fields(fields).check(body, path, report)
    within(report.letters, "message.all_text", path, report)


def created(body: object, path: str, report: Report) -> None:
    """A message posted to a channel: "Create Message"."""
    _message(_CREATED, body, path, report)


def changed(body: object, path: str, report: Report) -> None:
    """A message edited: "Edit Message", "Edit Webhook Message"."""
    _message(_CHANGED, body, path, report)


def followed_up(body: object, path: str, report: Report) -> None:
    """A further message to an interaction: "Create Followup Message"."""
    _message(_FOLLOW_UP, body, path, report)


def answered(body: object, path: str, report: Report) -> None:
    """The first answer to an interaction: "Interaction Response Object"."""
    kind = body.get("type") if isinstance(body, Mapping) else None
    check = _ANSWERS.get(kind) if isinstance(kind, int) and not isinstance(kind, bool) else None
    if check is None or not isinstance(body, Mapping):
        report.say(path, f"type {kind!r} is no answer to an interaction")
        return
    for name in sorted(body.keys() - {"type", "data"}):
        report.say(path, f"unknown field {name!r}")
    if body.get("data") is not None:
        check(body["data"], f"{path}.data", report)
    elif kind not in {DEFERRED, DEFERRED_UPDATE}:
        report.say(path, "data is missing")


def _answer(body: object, path: str, report: Report) -> None:
    _message(_ANSWER, body, path, report)


_ANSWERS: Mapping[int, Check] = {
    MESSAGE_WITH_SOURCE: _answer,
    DEFERRED: _deferral,
    DEFERRED_UPDATE: _deferral,
    UPDATE: _answer,
    CHOICES: _choices,
    MODAL: _modal,
}
_THREAD: Mapping[str, Check] = {
    "auto_archive_duration": nullable(one_of(60, 1_440, 4_320, 10_080)),
    "rate_limit_per_user": nullable(anything),
}


def thread_from_message(body: object, path: str, report: Report) -> None:
    """A thread beneath a message: "Start Thread from Message"."""
    Fields({"name": words("thread.name")}, _THREAD).check(body, path, report)


def thread(body: object, path: str, report: Report) -> None:
    """A thread of its own: "Start Thread without Message"."""
    Fields({"name": words("thread.name")}, {**_THREAD, "type": one_of(10, 11, 12), "invitable": flag}).check(
        body, path, report
    )


def changed_thread(body: object, path: str, report: Report) -> None:
    """Another name of a thread: "Modify Channel", its parameters for threads."""
    Fields({}, {**_THREAD, "name": words("thread.name"), "archived": flag, "locked": flag, "invitable": flag}).check(
        body, path, report
    )


def direct_channel(body: object, path: str, report: Report) -> None:
    """A conversation with one person: "Create DM"."""
    Fields({"recipient_id": snowflake}).check(body, path, report)
