"""The shapes of Slack's blocks, messages and views."""

from collections.abc import Mapping

from tests.published_checks import Check, anything, flag, items, number, one_of, within, words
from tests.slack.published_checks import Report, Shape, counted, markdown, mrkdwn, refused, unique, web_address
from tests.slack.published_objects import IMAGE, IMAGE_FROM, check_one_picture, element, plain, prose, typed

_ACTIONABLE = ("button", "external_select", "static_select", "radio_buttons", "overflow")
_MESSAGE = ("message",)


def _actions(*types: str, name: str) -> Check:
    return unique("action_id", items(element(*types), name))


_STYLE = Shape(optional={"bold": flag, "italic": flag, "strike": flag, "code": flag}).check
_PINGS = refused("notifies people")
_INLINE = {
    "text": Shape({"text": counted("rich_text.text")}, {"style": _STYLE}),
    "link": Shape({"url": web_address("url")}, {"text": counted("rich_text.text"), "style": _STYLE, "unsafe": flag}),
    "emoji": Shape({"name": words("rich_text.text")}, {"unicode": anything}),
    "date": Shape({"timestamp": anything, "format": words("rich_text.text")}, {"url": anything, "fallback": anything}),
    "user": Shape({"user_id": _PINGS}),
    "usergroup": Shape({"usergroup_id": _PINGS}),
    "channel": Shape({"channel_id": _PINGS}),
    "broadcast": Shape({"range": _PINGS}),
}
_INLINES = items(typed(_INLINE), "rich_text.elements")
_SECTION = Shape({"elements": _INLINES})
_RICH = {
    "rich_text_section": _SECTION,
    "rich_text_quote": Shape({"elements": _INLINES}, {"border": anything}),
    "rich_text_preformatted": Shape({"elements": _INLINES}, {"border": anything, "language": anything}),
    "rich_text_list": Shape(
        {
            "style": one_of("bullet", "ordered"),
            "elements": items(typed({"rich_text_section": _SECTION}), "rich_text.elements"),
        },
        {"indent": number("rich_text.indent"), "offset": anything, "border": anything},
    ),
}
_RICH_TEXT = {"elements": items(typed(_RICH), "rich_text.elements")}
_CELL = typed({"raw_text": Shape({"text": counted("table.cell")}), "rich_text": Shape(_RICH_TEXT)})
_COLUMN = Shape(optional={"align": one_of("left", "center", "right"), "is_wrapped": flag}).check


def _rows(value: object, path: str, report: Report) -> None:
    """Rows of equal length, whose cells together are not too long."""
    before = report.letters
    items(items(_CELL, "table.row"), "table.rows")(value, path, report)
    within(report.letters - before, "table.all_text", path, report)
    report.tables += 1
    if isinstance(value, list) and len({len(row) for row in value if isinstance(row, list)}) > 1:
        report.say(path, "rows differ in length")


BLOCKS = {
    "section": Shape(
        optional={
            "text": prose("section.text"),
            "fields": items(prose("section.field"), "section.fields"),
            "accessory": element("image", *_ACTIONABLE),
            "expand": flag,
        }
    ),
    "header": Shape({"text": plain("header.text")}, {"level": number("header.level")}),
    "context": Shape({"elements": items(element("image", "mrkdwn", "plain_text"), "context.elements")}),
    "context_actions": Shape(
        {"elements": _actions("feedback_buttons", "icon_button", name="context_actions.elements")}, on=_MESSAGE
    ),
    "actions": Shape({"elements": _actions(*_ACTIONABLE, name="actions.elements")}),
    "divider": Shape(),
    "image": Shape(IMAGE, {**IMAGE_FROM, "title": plain("image.title")}),
    "markdown": Shape({"text": markdown("markdown.text")}, on=_MESSAGE),
    "table": Shape({"rows": _rows}, {"column_settings": items(_COLUMN, "table.column_settings")}, on=_MESSAGE),
    "rich_text": Shape(_RICH_TEXT),
    "input": Shape(
        {
            "label": plain("input.label"),
            "element": element(
                *("plain_text_input", "external_select", "multi_external_select", "static_select"),
                *("radio_buttons", "checkboxes", "timepicker"),
            ),
        },
        {"hint": plain("input.hint"), "optional": flag, "dispatch_action": flag},
    ),
}
_TYPED_BLOCK = typed(
    {
        name: Shape(shape.required, {**shape.optional, "block_id": words("block_id")}, shape.on)
        for name, shape in BLOCKS.items()
    }
)


def _block(value: object, path: str, report: Report) -> None:
    _TYPED_BLOCK(value, path, report)
    if isinstance(value, Mapping) and value.get("type") == "section" and not value.keys() & {"text", "fields"}:
        report.say(path, "a section has text or fields")
    if isinstance(value, Mapping) and value.get("type") == "image":
        check_one_picture(value, path, report)


def _blocks(name: str) -> Check:
    return unique("block_id", items(_block, name))


_METADATA = Shape({"event_type": words("metadata.event_type"), "event_payload": anything}).check
MESSAGE = Shape(
    {"text": mrkdwn("message.text")},
    {
        "blocks": _blocks("message.blocks"),
        "metadata": _METADATA,
        "response_type": one_of("ephemeral", "in_channel"),
        "link_names": refused("turns names into mentions"),
        "parse": refused("turns names into mentions"),
        **dict.fromkeys(("mrkdwn", "replace_original", "delete_original", "reply_broadcast"), flag),
        **dict.fromkeys(("unfurl_links", "unfurl_media"), flag),
        **dict.fromkeys(("channel", "thread_ts", "user", "ts", "token", "team_id"), anything),
    },
)
_VIEW = {
    "blocks": _blocks("view.blocks"),
}
_VIEW_OPTIONAL: Mapping[str, Check] = {
    "private_metadata": words("view.private_metadata"),
    "callback_id": words("view.callback_id"),
    "external_id": words("view.external_id"),
}
VIEWS = {
    "modal": Shape(
        {**_VIEW, "title": plain("view.title")},
        {
            **_VIEW_OPTIONAL,
            "submit": plain("view.submit"),
            "close": plain("view.close"),
            **dict.fromkeys(("clear_on_close", "notify_on_close", "submit_disabled"), flag),
        },
    ),
    "home": Shape(_VIEW, _VIEW_OPTIONAL),
}
