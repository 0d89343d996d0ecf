"""The shapes of Discord's components, and which may stand in which: "Component Reference"."""

from collections.abc import Mapping

from tests.discord.published_checks import Report, custom_id, distinct, markdown, nullable, refused
from tests.published_checks import Check, Fields, anything, flag, items, number, objects, one_of, words

ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
SELECTS = (3, 5, 6, 7, 8)
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 9, 10, 11, 12, 13, 14, 17
LABEL, UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 18, 19, 21, 22, 23
NAMES = {
    ROW: "action row",
    BUTTON: "button",
    **dict.fromkeys(SELECTS, "select"),
    TEXT_INPUT: "text input",
    SECTION: "section",
    TEXT: "text display",
    THUMBNAIL: "thumbnail",
    GALLERY: "media gallery",
    FILE: "file",
    SEPARATOR: "separator",
    CONTAINER: "container",
    LABEL: "label",
    UPLOAD: "file upload",
    RADIO: "radio group",
    CHECKBOXES: "checkbox group",
    CHECKBOX: "checkbox",
}
IN_MESSAGES = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER)
IN_CONTAINERS = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR)
IN_LABELS = (TEXT_INPUT, *SELECTS, UPLOAD, RADIO, CHECKBOXES, CHECKBOX)
IN_MODALS = (LABEL, TEXT)
IS_V2 = frozenset({SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER})
_LINK, _PREMIUM = 5, 6


def component(*types: int) -> Check:
    """A component of one of these types, right in itself."""

    def check(value: object, path: str, report: Report) -> None:
        kind = value.get("type") if isinstance(value, Mapping) else None
        if not isinstance(value, Mapping) or isinstance(kind, bool) or not isinstance(kind, int):
            report.say(path, "a component with a type is expected")
            return
        if kind not in types:
            allowed = ", ".join(dict.fromkeys(NAMES[each] for each in types))
            report.say(path, f"{NAMES.get(kind, f'type {kind}')} may not stand here, only {allowed}")
            return
        report.components += 1
        report.is_v2 |= kind in IS_V2
        _numbered(value.get("id", 0), path, report)
        _SHAPES[kind].check({name: each for name, each in value.items() if name not in {"type", "id"}}, path, report)
        if further := _FURTHER.get(kind):
            further(value, path, report)

    return check


def _numbered(value: object, path: str, report: Report) -> None:
    """An id that no other component has; 0 is none."""
    number("component.id")(value, f"{path}.id", report)
    if isinstance(value, int) and value:
        if value in report.ids:
            report.say(path, f"id {value} is used twice")
        report.ids.append(value)


def _row(value: Mapping[str, object], path: str, report: Report) -> None:
    """Up to five buttons, or one select alone."""
    kinds = [each.get("type") for each in objects(value.get("components"))]
    if any(kind in SELECTS for kind in kinds) and len(kinds) > 1:
        report.say(path, "a select stands alone in its row")


def _button(value: Mapping[str, object], path: str, report: Report) -> None:
    """A link has an address and no custom_id, any other button the opposite; each says or shows something."""
    needed, unfit = ("url", "custom_id") if value.get("style") == _LINK else ("custom_id", "url")
    if needed not in value:
        report.say(path, f"a button of this style needs {needed}")
    if unfit in value:
        report.say(path, f"a button of this style has no {unfit}")
    if not value.get("label") and not value.get("emoji"):
        report.say(path, "a button has a label or an emoji")


def _select(value: Mapping[str, object], path: str, report: Report) -> None:
    """As many may be chosen as there are; values differ."""
    options = objects(value.get("options"))
    least, most = value.get("min_values", 1), value.get("max_values", 1)
    if isinstance(least, int) and isinstance(most, int) and least > most:
        report.say(path, "min_values is more than max_values")
    if options and isinstance(most, int) and most > len(options):
        report.say(path, "max_values is more than there are options")
    if report.is_modal and least == 0 and value.get("required", True):
        report.say(path, "min_values of a required select is at least 1")
    if report.is_modal and "disabled" in value:
        report.say(path, "nothing in a modal is disabled")
    _chosen(options, most if isinstance(most, int) else 1, path, report)


def _chosen(options: list[Mapping[str, object]], most: int, path: str, report: Report) -> None:
    distinct((option.get("value") for option in options), "value", path, report)
    if sum(bool(option.get("default")) for option in options) > most:
        report.say(path, "more options are chosen by default than may be")


def _radio(value: Mapping[str, object], path: str, report: Report) -> None:
    _chosen(objects(value.get("options")), 1, path, report)


def _checkboxes(value: Mapping[str, object], path: str, report: Report) -> None:
    _chosen(objects(value.get("options")), 10, path, report)


def _input(value: Mapping[str, object], path: str, report: Report) -> None:
    """The first value fits between the bounds, which are in order."""
    least, most, filled = value.get("min_length", 0), value.get("max_length"), value.get("value")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        report.say(path, "min_length is more than max_length")
    if isinstance(least, int) and filled and Report.length(str(filled)) < least:
        report.say(path, "value is shorter than min_length")
    if isinstance(most, int) and Report.length(str(filled or "")) > most:
        report.say(path, "value is longer than max_length")


def _text(value: Mapping[str, object], _path: str, report: Report) -> None:
    report.letters += Report.length(str(value.get("content", "")))


def _url(value: object, path: str, report: Report) -> None:
    """A web address, or a file that comes with the message: "Unfurled Media Item"."""
    words("media.url")(value, path, report)
    scheme, _, name = str(value).partition("://")
    if scheme == "attachment" and name not in report.files:
        report.say(path, f"no attachment is called {name!r}")
    if scheme not in {"attachment", "http", "https"}:
        report.say(path, "a web address or attachment:// is expected")


def _file_url(value: object, path: str, report: Report) -> None:
    _url(value, path, report)
    if not str(value).startswith("attachment://"):
        report.say(path, "a file component shows attachments alone")


def _link(value: object, path: str, report: Report) -> None:
    words("button.url")(value, path, report)
    if not str(value).startswith(("https://", "http://", "discord://")):
        report.say(path, "a web address is expected")


def _style(value: object, path: str, report: Report) -> None:
    one_of(1, 2, 3, 4, _LINK, _PREMIUM)(value, path, report)
    if value == _PREMIUM:
        report.say(path, "premium buttons are for shops")


_MEDIA = Fields({"url": _url}).check
_SEEN: Mapping[str, Check] = {"description": nullable(words("media.description")), "spoiler": flag}
_CHOICE = {"label": words("option.label"), "value": words("option.value")}
_CHOICE_MORE: Mapping[str, Check] = {"description": words("option.description"), "default": flag}
_OPTION = Fields(_CHOICE, {**_CHOICE_MORE, "emoji": anything}).check
_SELECT: Mapping[str, Check] = {
    "placeholder": words("select.placeholder"),
    "min_values": number("select.values"),
    "max_values": number("select.most_values"),
    "required": flag,
    "disabled": flag,
}
_SHAPES: Mapping[int, Fields] = {
    ROW: Fields({"components": items(component(BUTTON, *SELECTS), "row.buttons")}),
    BUTTON: Fields(
        {"style": _style},
        {
            "label": words("button.label"),
            "custom_id": custom_id,
            "url": _link,
            "emoji": anything,
            "disabled": flag,
            "sku_id": refused("premium buttons are for shops"),
        },
    ),
    STRING_SELECT: Fields({"custom_id": custom_id, "options": items(_OPTION, "select.options")}, _SELECT),
    **dict.fromkeys(
        SELECTS[1:],
        Fields({"custom_id": custom_id}, {**_SELECT, "default_values": anything, "channel_types": anything}),
    ),
    TEXT_INPUT: Fields(
        {"custom_id": custom_id, "style": number("input.style")},
        {
            "min_length": number("input.min_length"),
            "max_length": number("input.max_length"),
            "value": words("input.value"),
            "placeholder": words("input.placeholder"),
            "required": flag,
            "label": refused("deprecated: the label stands around the input"),
        },
    ),
    SECTION: Fields(
        {"components": items(component(TEXT), "section.components"), "accessory": component(BUTTON, THUMBNAIL)}
    ),
    TEXT: Fields({"content": markdown("text.content")}),
    THUMBNAIL: Fields({"media": _MEDIA}, _SEEN),
    GALLERY: Fields({"items": items(Fields({"media": _MEDIA}, _SEEN).check, "gallery.items")}),
    FILE: Fields({"file": Fields({"url": _file_url}).check}, {"spoiler": flag}),
    SEPARATOR: Fields(optional={"divider": flag, "spacing": number("separator.spacing")}),
    CONTAINER: Fields(
        {"components": items(component(*IN_CONTAINERS), "container.components")},
        {"accent_color": nullable(number("container.accent_color")), "spoiler": flag},
    ),
    LABEL: Fields(
        {"label": words("label.label"), "component": component(*IN_LABELS)}, {"description": words("label.description")}
    ),
    UPLOAD: Fields(
        {"custom_id": custom_id},
        {"min_values": number("checkbox.values"), "max_values": number("checkbox.options"), "required": flag},
    ),
    RADIO: Fields(
        {"custom_id": custom_id, "options": items(Fields(_CHOICE, _CHOICE_MORE).check, "radio.options")},
        {"required": flag},
    ),
    CHECKBOXES: Fields(
        {"custom_id": custom_id, "options": items(Fields(_CHOICE, _CHOICE_MORE).check, "checkbox.options")},
        {"min_values": number("checkbox.values"), "max_values": number("checkbox.options"), "required": flag},
    ),
    CHECKBOX: Fields({"custom_id": custom_id}, {"default": flag}),
}
_FURTHER = {
    ROW: _row,
    BUTTON: _button,
    **dict.fromkeys(SELECTS, _select),
    TEXT_INPUT: _input,
    TEXT: _text,
    RADIO: _radio,
    CHECKBOXES: _checkboxes,
}
