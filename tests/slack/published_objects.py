"""The shapes of Slack's composition objects and elements: texts, options, confirmations, buttons, selects, inputs."""

import re
from collections.abc import Mapping

from tests.published_checks import Check, flag, items, number, one_of, words
from tests.slack.published_checks import Report, Shape, counted, mrkdwn, unique, web_address


def typed(table: Mapping[str, Shape], *types: str) -> Check:
    """An object whose `type` is one of these and whose fields are as the table says; an empty choice means all."""

    def check(value: object, path: str, report: Report) -> None:
        kind = value.get("type") if isinstance(value, Mapping) else None
        if isinstance(kind, str) and kind in (types or table) and kind in table:
            table[kind].check(value, path, report)
        else:
            report.say(path, f"type {kind!r} is none of {', '.join(types or table)}")

    return check


def plain(name: str) -> Check:
    """A plain_text object."""
    return typed({"plain_text": Shape({"text": counted(name)}, {"emoji": flag})})


def prose(name: str) -> Check:
    """A plain_text or an mrkdwn object."""
    return typed(
        {
            "plain_text": Shape({"text": counted(name)}, {"emoji": flag}),
            "mrkdwn": Shape({"text": mrkdwn(name)}, {"verbatim": flag}),
        }
    )


def clock(value: object, path: str, report: Report) -> None:
    """A time of day, HH:mm."""
    if not isinstance(value, str) or not re.fullmatch(r"(?:[01]\d|2[0-3]):[0-5]\d", value):
        report.say(path, "a time HH:mm is expected")


ACTION = {"action_id": words("action_id")}
CONFIRM = Shape(
    {
        "title": plain("confirm.title"),
        "text": prose("confirm.text"),
        "confirm": plain("confirm.confirm"),
        "deny": plain("confirm.deny"),
    },
    {"style": one_of("primary", "danger")},
).check
_OPTION = {"text": plain("option.text"), "value": words("option.value")}
_DESCRIPTION = {"description": plain("option.description")}
OPTION = Shape(_OPTION, _DESCRIPTION).check
RADIO_OPTION = Shape({**_OPTION, "text": prose("option.text")}, {"description": prose("option.description")}).check
CHECKBOXES = unique("value", items(RADIO_OPTION, "checkboxes.options"))
OVERFLOW_OPTION = Shape(_OPTION, {**_DESCRIPTION, "url": web_address("url")}).check
OPTIONS = unique("value", items(OPTION, "select.options"))
GROUPS = items(Shape({"label": plain("option_group.label"), "options": OPTIONS}).check, "select.option_groups")
IMAGE = {"alt_text": words("image.alt_text")}
IMAGE_FROM: Mapping[str, Check] = {
    "image_url": web_address("image.image_url"),
    "slack_file": Shape(optional={"id": words("image.slack_file"), "url": web_address("image.image_url")}).check,
}
_SELECT = {"confirm": CONFIRM, "focus_on_load": flag, "placeholder": plain("placeholder"), "initial_option": OPTION}
_FEEDBACK = Shape(
    {"text": plain("feedback_buttons.text"), "value": words("feedback_buttons.value")},
    {"accessibility_label": words("accessibility_label")},
).check
_LENGTH = number("plain_text_input.length")


ELEMENTS = {
    "button": Shape(
        {**ACTION, "text": plain("button.text")},
        {
            "value": words("button.value"),
            "url": web_address("url"),
            "style": one_of("primary", "danger"),
            "confirm": CONFIRM,
            "accessibility_label": words("accessibility_label"),
        },
    ),
    "feedback_buttons": Shape({**ACTION, "positive_button": _FEEDBACK, "negative_button": _FEEDBACK}),
    "icon_button": Shape(
        {**ACTION, "icon": one_of("trash"), "text": plain("button.text")},
        {
            "value": words("button.value"),
            "confirm": CONFIRM,
            "accessibility_label": words("accessibility_label"),
        },
    ),
    "external_select": Shape(ACTION, {**_SELECT, "min_query_length": number("select.min_query_length")}),
    "static_select": Shape(ACTION, {**_SELECT, "options": OPTIONS, "option_groups": GROUPS}),
    "overflow": Shape(
        {**ACTION, "options": unique("value", items(OVERFLOW_OPTION, "overflow.options"))}, {"confirm": CONFIRM}
    ),
    "radio_buttons": Shape(
        {**ACTION, "options": unique("value", items(RADIO_OPTION, "radio_buttons.options"))},
        {"initial_option": RADIO_OPTION, "confirm": CONFIRM, "focus_on_load": flag},
    ),
    "checkboxes": Shape(
        {**ACTION, "options": CHECKBOXES},
        {"initial_options": CHECKBOXES, "confirm": CONFIRM, "focus_on_load": flag},
    ),
    "timepicker": Shape(
        ACTION,
        {
            "initial_time": clock,
            "timezone": words("action_id"),
            "placeholder": plain("placeholder"),
            "confirm": CONFIRM,
            "focus_on_load": flag,
        },
    ),
    "multi_external_select": Shape(
        ACTION,
        {
            "initial_options": OPTIONS,
            "min_query_length": number("select.min_query_length"),
            "max_selected_items": number("select.options"),
            "placeholder": plain("placeholder"),
            "confirm": CONFIRM,
            "focus_on_load": flag,
        },
    ),
    "plain_text_input": Shape(
        ACTION,
        {
            "initial_value": words("plain_text_input.initial_value"),
            "multiline": flag,
            "min_length": _LENGTH,
            "max_length": _LENGTH,
            "focus_on_load": flag,
            "placeholder": plain("placeholder"),
        },
    ),
    "image": Shape(IMAGE, IMAGE_FROM),
    "plain_text": Shape({"text": counted("context.text")}, {"emoji": flag}),
    "mrkdwn": Shape({"text": mrkdwn("context.text")}, {"verbatim": flag}),
}


def element(*types: str) -> Check:
    """One of these block elements."""
    check_type = typed(ELEMENTS, *types)

    def check(value: object, path: str, report: Report) -> None:
        check_type(value, path, report)
        if isinstance(value, Mapping) and value.get("type") == "static_select":
            _check_one_list(value, path, report)
        if isinstance(value, Mapping) and value.get("type") == "image":
            check_one_picture(value, path, report)

    return check


def check_one_picture(value: Mapping[str, object], path: str, report: Report) -> None:
    """An image is at an address, or is a file of Slack's, by its id or its address."""
    if ("image_url" in value) == ("slack_file" in value):
        report.say(path, "one of image_url and slack_file is expected")
    file = value.get("slack_file")
    if isinstance(file, Mapping) and len(file) != 1:
        report.say(path, "one of id and url is expected")


def _check_one_list(value: Mapping[str, object], path: str, report: Report) -> None:
    if ("options" in value) == ("option_groups" in value):
        report.say(path, "one of options and option_groups is expected")
