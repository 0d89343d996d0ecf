"""Good and bad bodies for the validator; the bad ones by the problem each of them has."""

from typing import Any

Payload = dict[str, Any]
V2 = 1 << 15
QUIET: Payload = {"parse": []}


def text(content: object = "Tea.", **fields: object) -> Payload:
    """A text display."""
    return {"type": 10, "content": content, **fields}


def button(custom_id: str = "d1:say:Tea", **fields: object) -> Payload:
    """A button."""
    return {"type": 2, "style": 2, "label": "Tea", "custom_id": custom_id, **fields}


def link(**fields: object) -> Payload:
    """A button that leads somewhere."""
    return {"type": 2, "style": 5, "label": "Tea", "url": "https://example.org", **fields}


def row(*children: Payload) -> Payload:
    """An action row."""
    return {"type": 1, "components": list(children)}


def buttons(count: int) -> Payload:
    """A row of so many buttons."""
    return row(*(button(f"d1:say:{number}") for number in range(count)))


def options(count: int, **fields: object) -> list[Payload]:
    """So many options."""
    return [{"label": "Tea", "value": str(number), **fields} for number in range(count)]


def select(count: int = 1, **fields: object) -> Payload:
    """A menu of so many options."""
    return {"type": 3, "custom_id": "d1:menu:0", "options": options(count), **fields}


def container(*children: Payload, **fields: object) -> Payload:
    """A container."""
    return {"type": 17, "components": list(children), **fields}


def section(*children: Payload, accessory: Payload | None = None) -> Payload:
    """A section with a thumbnail."""
    return {"type": 9, "components": list(children), "accessory": accessory or thumbnail()}


def thumbnail(url: str = "https://example.org/tea.png", **fields: object) -> Payload:
    """A thumbnail."""
    return {"type": 11, "media": {"url": url}, **fields}


def gallery(count: int = 1, url: str = "https://example.org/tea.png", **fields: object) -> Payload:
    """So many pictures."""
    return {"type": 12, "items": [{"media": {"url": url}, **fields} for _ in range(count)]}


def field(**fields: object) -> Payload:
    """A text input."""
    return {"type": 4, "custom_id": "value", "style": 2, **fields}


def radio(count: int) -> Payload:
    """So many choices, of which one is chosen."""
    return {"type": 21, "custom_id": "value", "options": options(count)}


def label(component: Payload | None = None, **fields: object) -> Payload:
    """A label around a component."""
    return {"type": 18, "label": "Question", "component": component or field(), **fields}


def message(*components: Payload, **fields: object) -> Payload:
    """A message of components."""
    return {"flags": V2, "components": list(components), "allowed_mentions": QUIET, **fields}


def modal(*components: Payload, **fields: object) -> Payload:
    """A modal as the answer to an interaction."""
    return {"type": 9, "data": {"custom_id": "d1:ask:", "title": "Ask", "components": list(components), **fields}}


def choices(*found: Payload) -> Payload:
    """Completions as the answer to an interaction."""
    return {"type": 8, "data": {"choices": list(found)}}


def choice(name: str = "Tea", value: object = "tea", **fields: object) -> Payload:
    """A choice."""
    return {"name": name, "value": value, **fields}


FILE = {"id": 0, "filename": "card.png", "description": "Tea"}
_EVERYTHING = container(
    text("**Tea** \\@everyone \\<@1>", id=101),
    section(text(), text(), text(), accessory=button("d1:say:a")),
    section(text(), accessory=thumbnail(description=None, spoiler=False)),
    gallery(10, "attachment://card.png", description="x" * 1024),
    {"type": 13, "file": {"url": "attachment://card.png"}},
    {"type": 14, "divider": True, "spacing": 2},
    row(button("x" * 100, label="x" * 80, style=1, disabled=True), link(), button("d1:say:b", label="菜鸟")),
    row(select(25, placeholder="x" * 150, min_values=0, max_values=25)),
    row({"type": 8, "custom_id": "channel", "channel_types": [0]}),
    accent_color=0xFFFFFF,
    spoiler=False,
)
GOOD_MESSAGES: dict[str, Payload] = {
    "everything": message(_EVERYTHING, attachments=[FILE], nonce="x" * 25, enforce_nonce=True),
    "forty components": message(*(text("x" * 100) for _ in range(40))),
    "words alone": {"content": "x" * 2000, "allowed_mentions": {"parse": [], "replied_user": False, "users": []}},
    "old rows": {"content": "x", "components": [buttons(5)], "allowed_mentions": QUIET},
    "a reply": message(text(), message_reference={"message_id": "1", "fail_if_not_exists": False}),
}
BAD_MESSAGES: dict[str, Payload] = {
    "41, allowed are 0 to 40 (message.components)": message(*(text("x") for _ in range(37)), container(buttons(2))),
    "4001, allowed are 0 to 4000 (message.all_text)": message(text("x" * 4000), container(text("x"))),
    "4002, allowed are 1 to 4000 (text.content)": message(container(text("🍵" * 2001))),
    "needs the flag": {"components": [text()], "allowed_mentions": QUIET},
    "content does not go with the flag": message(text(), content="x"),
    "sticker_ids does not go with": message(text(), sticker_ids=["1"]),
    "embeds are not used": {"content": "x", "embeds": [{}], "allowed_mentions": QUIET},
    "polls are not used": {"content": "x", "poll": {"question": {}}, "allowed_mentions": QUIET},
    "2001, allowed are 0 to 2000": {"content": "x" * 2001, "allowed_mentions": QUIET},
    "6, allowed are 0 to 5 (message.legacy_rows)": {
        "components": [row(link()) for _ in range(6)],
        "allowed_mentions": QUIET,
    },
    "says nothing": {"allowed_mentions": QUIET},
    "allowed_mentions is missing": {"content": "x"},
    "parse must be the empty list": message(text(), allowed_mentions={"parse": ["users"]}),
    "users: mentions somebody": message(text(), allowed_mentions={"parse": [], "users": ["1"]}),
    "replied_user: mentions somebody": message(text(), allowed_mentions={"parse": [], "replied_user": True}),
    "active mention '<@1'": message(text("Tea <@1>")),
    "active mention '<@!1'": message(text("Tea \\\\<@!1>")),
    "active mention '<@&1'": message(text("`<@&1>`")),
    "active mention '@everyone'": message(text("@everyone")),
    "active mention '@here'": {"content": "@here", "allowed_mentions": QUIET},
    "26, allowed are 1 to 25 (message.nonce)": message(text(), nonce="x" * 26),
    "flags that cannot be set": message(text(), flags=V2 | 64),
    "unknown field 'text'": message(text(), text="x"),
    "nothing is read out": message(text(), tts=True),
    "message_id is missing": message(text(), message_reference={"channel_id": "1"}),
    "'x' is no snowflake": message(text(), message_reference={"message_id": "x"}),
    "1025, allowed are 0 to 1024 (attachment.description)": message(
        text(), attachments=[{**FILE, "description": "x" * 1025}]
    ),
    "a list is expected": message(text()) | {"components": {}},
}
BAD_COMPONENTS: dict[str, Payload] = {
    "a component with a type": {"content": "x"},
    "type 99 may not stand here": {"type": 99},
    "button may not stand here": button(),
    "thumbnail may not stand here": thumbnail(),
    "label may not stand here": label(),
    "container may not stand here": container(container(text())),
    "section may not stand here": section(section(text())),
    "text input may not stand here": row(field()),
    "text display may not stand here": row(text()),
    "media gallery may not stand here, only button, thumbnail": section(text(), accessory=gallery()),
    "6, allowed are 1 to 5": buttons(6),
    "0, allowed are 1 to 5": row(),
    "a select stands alone": row(select(), button()),
    "used twice": row(button(), button()),
    "id 7 is used twice": container(text(id=7), text(id=7)),
    "-1, allowed are 0": text(id=-1),
    "101, allowed are 1 to 100 (custom_id)": row(button("x" * 101)),
    "0, allowed are 1 to 100 (custom_id)": row(button("")),
    "81, allowed are 1 to 80": row(button(label="x" * 81)),
    "has a label or an emoji": row({"type": 2, "style": 1, "custom_id": "x"}),
    "needs custom_id": row({"type": 2, "style": 1, "label": "x"}),
    "has no url": row(button(url="https://example.org")),
    "needs url": row({"type": 2, "style": 5, "label": "x"}),
    "has no custom_id": row(link(custom_id="x")),
    "513, allowed are 1 to 512": row(link(url="https://" + "x" * 505)),
    "9 is none of 1, 2": row(button(style=9)),
    "premium buttons are for shops": row(button(style=6)),
    "url: a web address is expected": row(link(url="ftp://x")),
    "disabled: true or false": row(button(disabled=1)),
    "26, allowed are 1 to 25": row(select(26)),
    "0, allowed are 1 to 25 (select.options)": row(select(0)),
    "151, allowed are 0 to 150": row(select(placeholder="x" * 151)),
    "101, allowed are 1 to 100 (option.label)": row(select() | {"options": options(1, label="x" * 101)}),
    "101, allowed are 1 to 100 (option.value)": row(select() | {"options": [{"label": "x", "value": "x" * 101}]}),
    "101, allowed are 1 to 100 (option.description)": row(select() | {"options": options(1, description="x" * 101)}),
    "value '0' is used twice": row(select() | {"options": options(1) * 2}),
    "min_values is more than max_values": row(select(2, min_values=2)),
    "max_values is more than there are options": row(select(1, max_values=2)),
    "more options are chosen by default": row(select() | {"options": options(2, default=True)}),
    "4, allowed are 1 to 3": section(*(text() for _ in range(4))),
    "accessory is missing": {"type": 9, "components": [text()]},
    "0, allowed are 1 to 4000 (text.content)": text(""),
    "blank": text(" \n"),
    "text is expected": text(None),
    "11, allowed are 1 to 10": gallery(11),
    "0, allowed are 1 to 10": gallery(0),
    "1025, allowed are 0 to 1024": gallery(description="x" * 1025),
    "no attachment is called 'tea.png'": gallery(url="attachment://tea.png"),
    "a web address or attachment://": gallery(url="tea.png"),
    "shows attachments alone": {"type": 13, "file": {"url": "https://example.org/tea.pdf"}},
    "3, allowed are 1 to 2": {"type": 14, "spacing": 3},
    "16777216, allowed are 0 to 16777215": container(text(), accent_color=0x1000000),
    "a whole number is expected": container(text(), accent_color="red"),
    "0, allowed are 1 to 39": container(),
}
GOOD_MODALS: dict[str, Payload] = {
    "everything": modal(
        label(
            field(min_length=1, max_length=4000, value="x" * 4000, placeholder="x" * 100, required=True),
            label="x" * 45,
            description="x" * 100,
        ),
        label(radio(10) | {"custom_id": "radio"}),
        label(select(2, required=False, min_values=0)),
        label({"type": 22, "custom_id": "boxes", "options": options(10), "max_values": 10}),
        text(),
    ),
    "others": modal(
        label({"type": 23, "custom_id": "box", "default": True}),
        label({"type": 19, "custom_id": "files", "max_values": 10}),
    ),
}
BAD_MODALS: dict[str, Payload] = {
    "6, allowed are 1 to 5": modal(*(text() for _ in range(6))),
    "0, allowed are 1 to 5": modal(),
    "46, allowed are 1 to 45 (modal.title)": modal(label(), title="x" * 46),
    "101, allowed are 1 to 100 (custom_id)": modal(label(), custom_id="x" * 101),
    "custom_id 'value' is used twice": modal(label(), label()),
    "action row may not stand here": modal(row(field())),
    "text input may not stand here": modal(field()),
    "button may not stand here": modal(label(button())),
    "46, allowed are 1 to 45 (label.label)": modal(label(label="x" * 46)),
    "101, allowed are 1 to 100 (label.description)": modal(label(description="x" * 101)),
    "component is missing": modal({"type": 18, "label": "x"}),
    "3, allowed are 1 to 2": modal(label(field(style=3))),
    "101, allowed are 0 to 100": modal(label(field(placeholder="x" * 101))),
    "4001, allowed are 0 to 4000 (input.value)": modal(label(field(value="x" * 4001))),
    "0, allowed are 1 to 4000": modal(label(field(max_length=0))),
    "4001, allowed are 0 to 4000 (input.min_length)": modal(label(field(min_length=4001))),
    "min_length is more than max_length": modal(label(field(min_length=3, max_length=2))),
    "value is longer than max_length": modal(label(field(value="xxx", max_length=2))),
    "value is shorter than min_length": modal(label(field(value="x", min_length=2))),
    "deprecated": modal(label(field(label="x"))),
    "1, allowed are 2 to 10": modal(label(radio(1))),
    "11, allowed are 2 to 10": modal(label(radio(11))),
    "nothing in a modal is disabled": modal(label(select(disabled=True))),
    "min_values of a required select": modal(label(select(min_values=0))),
    "title is missing": {"type": 9, "data": {"custom_id": "x", "components": [label()]}},
}
GOOD_ANSWERS: dict[str, Payload] = {
    "a private message": {"type": 4, "data": message(text(), flags=V2 | 64)},
    "a deferral": {"type": 5, "data": {"flags": 64}},
    "a silent deferral": {"type": 6},
    "a change": {"type": 7, "data": message(text())},
    "no choices": choices(),
    "choices": choices(*(choice("x" * 100, "x" * 100) for _ in range(25))),
    **GOOD_MODALS,
}
BAD_ANSWERS: dict[str, Payload] = {
    "type 1 is no answer": {"type": 1},
    "data is missing": {"type": 4},
    "unknown field 'content'": {"type": 5, "content": "x"},
    "flags that cannot be set": {"type": 5, "data": {"flags": V2}},
    "allowed_mentions is missing": {"type": 7, "data": {"flags": V2, "components": [text()]}},
    "26, allowed are 0 to 25": choices(*(choice() for _ in range(26))),
    "101, allowed are 1 to 100 (choice.name)": choices(choice("x" * 101)),
    "0, allowed are 1 to 100 (choice.name)": choices(choice("")),
    "0, allowed are 1 to 100 (choice.value)": choices(choice(value="")),
    "101, allowed are 1 to 100 (choice.value)": choices(choice(value="x" * 101)),
    **BAD_MODALS,
}
