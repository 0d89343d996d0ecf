"""Good and bad payloads for the validator; the bad ones by the problem each of them has."""

from typing import Any

Payload = dict[str, Any]


def plain(text: str) -> Payload:
    """A plain_text object."""
    return {"type": "plain_text", "text": text}


def marked(text: str | None) -> Payload:
    """An mrkdwn object."""
    return {"type": "mrkdwn", "text": text}


def section(text: str | None = "x", **fields: object) -> Payload:
    """A section block."""
    return {"type": "section", "text": marked(text), **fields}


def option(value: object = "v", text: str = "t", **fields: object) -> Payload:
    """An option."""
    return {"text": plain(text), "value": value, **fields}


def options(count: int) -> list[Payload]:
    """So many options."""
    return [option(str(number)) for number in range(count)]


def button(text: str = "Go", action_id: str = "say:1", **fields: object) -> Payload:
    """A button."""
    return {"type": "button", "text": plain(text), "action_id": action_id, **fields}


def actions(*elements: Payload) -> Payload:
    """An actions block."""
    return {"type": "actions", "elements": list(elements)}


def select(kind: str = "static_select", **fields: object) -> Payload:
    """A select."""
    return {"type": kind, "action_id": "topic", **fields}


def feedback(value: str = "yes:1", text: str = "Helpful") -> Payload:
    """Feedback buttons in their block."""
    buttons = {name: {"text": plain(text), "value": value} for name in ("positive_button", "negative_button")}
    element = {"type": "feedback_buttons", "action_id": "feedback", **buttons}
    return {"type": "context_actions", "elements": [element]}


def table(*rows: int, text: str = "x") -> Payload:
    """A table whose rows have so many cells."""
    return {"type": "table", "rows": [[{"type": "raw_text", "text": text}] * cells for cells in rows]}


def rich(*inline: Payload) -> Payload:
    """A rich_text block of one section."""
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(inline)}]}


def question(**fields: object) -> Payload:
    """An input block."""
    element = {"type": "plain_text_input", "action_id": "question", **fields}
    return {"type": "input", "label": plain("Question"), "element": element}


def image(address: str = "https://example.com/a.png", alternative: str = "A card") -> Payload:
    """An image block."""
    return {"type": "image", "image_url": address, "alt_text": alternative}


CONFIRM = {"title": plain("Sure?"), "text": plain("It is posted."), "confirm": plain("Post"), "deny": plain("No")}

GOOD_BLOCKS: dict[str, Payload] = {
    "section": section("*a* &amp; <https://example.com|b> <!date^1700000000^{date}|then>", block_id="a"),
    "fields": {"type": "section", "fields": [marked("a"), plain("b & c <d>")]},
    "accessory": section(accessory=button(value="x", style="primary", confirm=CONFIRM)),
    "header": {"type": "header", "text": plain("x" * 150)},
    "context": {"type": "context", "elements": [marked("a"), plain("b"), image()]},
    "feedback": feedback(),
    "actions": actions(button(), select("external_select", placeholder=plain("Topic"), min_query_length=1)),
    "overflow": actions(select("overflow", options=options(5))),
    "radio": actions(select("radio_buttons", options=[{"text": marked("*a*"), "value": "a"}])),
    "groups": actions(select(option_groups=[{"label": plain("All"), "options": options(100)}])),
    "divider": {"type": "divider"},
    "image": {**image(), "title": plain("Card")},
    "image of a file": {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "A card"},
    "markdown": {"type": "markdown", "text": "**a** <b> & c"},
    "table": {**table(2, 2), "column_settings": [{"align": "right", "is_wrapped": True}]},
    "rich text": rich({"type": "text", "text": "a", "style": {"bold": True}}, {"type": "link", "url": "https://a.b"}),
}

BAD_BLOCKS: dict[str, Any] = {
    "type 'no-such-block'": {"type": "no-such-block"},
    "type None": {"text": marked("x")},
    "text.text: text is expected": section(None),
    "[0]: type None": "section",
    "blocks[0]: unknown field 'colour'": section(colour="red"),
    "has text or fields": {"type": "section"},
    "3001": section("x" * 3001),
    "blank": section(" "),
    "blocks[0].text.text: 0": section(""),
    "type 'markdown' is none of plain_text": {"type": "section", "text": {"type": "markdown", "text": "x"}},
    "unknown field 'emoji'": {"type": "section", "text": {**marked("x"), "emoji": True}},
    "11, allowed are 1 to 10 (section.fields)": {"type": "section", "fields": [plain("x")] * 11},
    "fields[0].text: 2001": {"type": "section", "fields": [plain("x" * 2001)]},
    "unescaped '&'": section("a & b"),
    "unescaped '<'": section("a < b"),
    "unescaped '>'": section("a > b"),
    "unescaped '<' in": section("<javascript:x>"),
    "<!channel>": section("<!channel> look"),
    "<!here|here>": section("<!here|here> look"),
    "<@U123>": section("<@U123> look"),
    "<#C123|general>": section("<#C123|general> look"),
    "<!subteam^S1>": section("<!subteam^S1>"),
    "accessory: type 'plain_text_input'": section(accessory=question()["element"]),
    "block_id: 256": section(block_id="x" * 256),
    "block_id: text": section(block_id=1),
    "151, allowed are 1 to 150": {"type": "header", "text": plain("x" * 151)},
    "type 'mrkdwn' is none of plain_text": {"type": "header", "text": marked("x")},
    "header.level": {"type": "header", "text": plain("x"), "level": 5},
    "(context.elements)": {"type": "context", "elements": [plain("x")] * 11},
    "0, allowed are 1 to 10 (context": {"type": "context", "elements": []},
    "a list is expected": {"type": "context", "elements": plain("x")},
    "elements is missing": {"type": "context"},
    "elements[0]: type 'button'": {"type": "context", "elements": [button()]},
    "6, allowed are 1 to 5 (context_actions": {
        "type": "context_actions",
        "elements": [{**feedback()["elements"][0], "action_id": str(number)} for number in range(6)],
    },
    "positive_button.value: 2001": feedback(value="x" * 2001),
    "positive_button.text.text: 76": feedback(text="x" * 76),
    "is none of feedback_buttons, icon_button": {"type": "context_actions", "elements": [button()]},
    "26, allowed": actions(*(button(action_id=str(number)) for number in range(26))),
    "action_id 'say:1' is not unique": actions(button(), button()),
    "76, allowed are 1 to 75 (button.text)": actions(button("x" * 76)),
    "value: 2001": actions(button(value="x" * 2001)),
    "action_id: 256": actions(button(action_id="x" * 256)),
    "action_id is missing": actions({"type": "button", "text": plain("Go")}),
    "'blue' is none of primary, danger": actions(button(style="blue")),
    "url: a web address": actions(button(url="example.com")),
    "url: 3011": actions(button(url="https://a.b" + "x" * 3000)),
    "accessibility_label: 76": actions(button(accessibility_label="x" * 76)),
    "deny is missing": actions(button(confirm={name: CONFIRM[name] for name in ("title", "text", "confirm")})),
    "confirm.title.text: 101": actions(button(confirm={**CONFIRM, "title": plain("x" * 101)})),
    "confirm.confirm.text: 31": actions(button(confirm={**CONFIRM, "confirm": plain("x" * 31)})),
    "101, allowed are 1 to 100 (select.options)": actions(select(options=options(101))),
    "one of options and option_groups": actions(select()),
    "value 'v' is not unique": actions(select(options=[option(), option()])),
    "value: 151": actions(select(options=[option("x" * 151)])),
    "options[0].text.text: 76": actions(select(options=[option(text="x" * 76)])),
    "options[0].value: text is expected": actions(select(options=[option(7)])),
    "description.text: 76": actions(select(options=[option(description=plain("x" * 76))])),
    "unknown field 'url'": actions(select(options=[option(url="https://a.b")])),
    "label.text: 76": actions(select(option_groups=[{"label": plain("x" * 76), "options": options(1)}])),
    "placeholder.text: 151": actions(select("external_select", placeholder=plain("x" * 151))),
    "min_query_length: a whole number": actions(select("external_select", min_query_length="1")),
    "unknown field 'options'": actions(select("external_select", options=options(1))),
    "6, allowed are 1 to 5 (overflow": actions(select("overflow", options=options(6))),
    "11, allowed are 1 to 10 (radio": actions(select("radio_buttons", options=options(11))),
    "one of image_url and slack_file": {"type": "image", "alt_text": "x"},
    "one of id and url": {"type": "image", "slack_file": {"id": "F1", "url": "https://a.b"}, "alt_text": "x"},
    "alt_text is missing": {"type": "image", "image_url": "https://a.b"},
    "alt_text: 2001": image(alternative="x" * 2001),
    "image_url: 3011": image("https://a.b" + "x" * 3000),
    "12001": {"type": "markdown", "text": "x" * 12_001},
    "text: <!everyone>": {"type": "markdown", "text": "<!everyone>"},
    "101, allowed are 1 to 100 (table": table(*[1] * 101),
    "21, allowed are 1 to 20": table(21),
    "rows differ": table(1, 2),
    "rows: 10001": table(1, text="x" * 10_001),
    "type 'mrkdwn' is none of raw_text": {"type": "table", "rows": [[marked("x")]]},
    "'top' is none of left": {**table(1), "column_settings": [{"align": "top"}]},
    "user_id: notifies": rich({"type": "user", "user_id": "U1"}),
    "range: notifies": rich({"type": "broadcast", "range": "here"}),
    "bold: true or false": rich({"type": "text", "text": "x", "style": {"bold": 1}}),
    "(plain_text_input.length)": question(max_length=3001),
    "max_length: a whole number": question(max_length=True),
}

BAD_MESSAGES: dict[str, Payload] = {
    "text is missing": {"blocks": [section()]},
    "text: 0": {"text": "", "blocks": [section()]},
    "text: 4001": {"text": "x" * 4001},
    "text: unescaped": {"text": "a < b"},
    "51, allowed are 0 to 50": {"text": "x", "blocks": [{"type": "divider"}] * 51},
    "block_id 'a' is not unique": {"text": "x", "blocks": [section(block_id="a"), section(block_id="a")]},
    "2, allowed are 0 to 1 (message.tables)": {"text": "x", "blocks": [table(1), table(1)]},
    "(message.all_text)": {"text": "x", "blocks": [section("x" * 3000)] * 4 + [section("x")]},
    "link_names": {"text": "x", "link_names": True},
    "parse": {"text": "x", "parse": "full"},
    "'everyone' is none of ephemeral": {"text": "x", "response_type": "everyone"},
    "unknown field 'block'": {"text": "x", "block": []},
    "event_payload is missing": {"text": "x", "metadata": {"event_type": "a"}},
    "unfurl_links": {"text": "x", "unfurl_links": "no"},
}

MODAL: Payload = {"type": "modal", "title": plain("Ask"), "submit": plain("Ask"), "blocks": [question()]}
BAD_VIEWS: dict[str, Payload] = {
    "type 'dialog'": {**MODAL, "type": "dialog"},
    "title.text: 25": {**MODAL, "title": plain("x" * 25)},
    "title is missing": {name: MODAL[name] for name in ("type", "submit", "blocks")},
    "submit.text: 25": {**MODAL, "submit": plain("x" * 25)},
    "an input but no submit": {name: MODAL[name] for name in ("type", "title", "blocks")},
    "101, allowed are 0 to 100": {**MODAL, "blocks": [{"type": "divider"}] * 101},
    "private_metadata: 3001": {**MODAL, "private_metadata": "x" * 3001},
    "callback_id: 256": {**MODAL, "callback_id": "x" * 256},
    "unknown field 'text'": {**MODAL, "text": "x"},
    "context_actions does not belong on a modal": {**MODAL, "blocks": [feedback()]},
    "table does not belong on a home": {"type": "home", "blocks": [table(1)]},
    "unknown field 'title'": {"type": "home", "title": plain("x"), "blocks": []},
}

BAD_OPTIONS: dict[str, object] = {
    "one of options": [option()],
    "one of options and": {"options": options(1), "option_groups": []},
    "101": {"options": options(101)},
    "text.text: 76": {"options": [option(text="x" * 76)]},
    "unique": {"options": [option(), option()]},
    "label is missing": {"option_groups": [{"options": options(1)}]},
}
