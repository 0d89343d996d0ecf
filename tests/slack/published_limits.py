"""Slack's published limits: characters of a text, items of a list, and the page of its reference that says so."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """At least and at most so many characters or items; `page` is where Slack says it."""

    most: int
    page: str
    least: int = 1


_BLOCKS = "block-kit/blocks"
_ELEMENTS = "block-kit/block-elements"
_OBJECTS = "block-kit/composition-objects"

LIMITS = {
    "message.text": Limit(4000, "methods/chat.postMessage"),
    "message.blocks": Limit(50, _BLOCKS, least=0),
    "message.all_text": Limit(12_000, f"{_BLOCKS}/markdown-block", least=0),
    "message.tables": Limit(1, f"{_BLOCKS}/table-block", least=0),
    "metadata.event_type": Limit(255, "message-metadata"),
    "view.blocks": Limit(100, "views/modal-views", least=0),
    "view.title": Limit(24, "views/modal-views"),
    "view.submit": Limit(24, "views/modal-views"),
    "view.close": Limit(24, "views/modal-views"),
    "view.private_metadata": Limit(3000, "views/modal-views", least=0),
    "view.callback_id": Limit(255, "views/modal-views"),
    "view.external_id": Limit(255, "views/modal-views"),
    "block_id": Limit(255, _BLOCKS),
    "action_id": Limit(255, _ELEMENTS),
    "section.text": Limit(3000, f"{_BLOCKS}/section-block"),
    "section.fields": Limit(10, f"{_BLOCKS}/section-block"),
    "section.field": Limit(2000, f"{_BLOCKS}/section-block"),
    "header.text": Limit(150, f"{_BLOCKS}/header-block"),
    "header.level": Limit(4, f"{_BLOCKS}/header-block"),
    "context.elements": Limit(10, f"{_BLOCKS}/context-block"),
    "context.text": Limit(3000, f"{_OBJECTS}/text-object"),
    "context_actions.elements": Limit(5, f"{_BLOCKS}/context-actions-block"),
    "actions.elements": Limit(25, f"{_BLOCKS}/actions-block"),
    "image.image_url": Limit(3000, f"{_BLOCKS}/image-block"),
    "image.slack_file": Limit(255, f"{_OBJECTS}/slack-file-object"),
    "image.alt_text": Limit(2000, f"{_BLOCKS}/image-block"),
    "image.title": Limit(2000, f"{_BLOCKS}/image-block"),
    "markdown.text": Limit(12_000, f"{_BLOCKS}/markdown-block"),
    "input.label": Limit(2000, f"{_BLOCKS}/input-block"),
    "input.hint": Limit(2000, f"{_BLOCKS}/input-block"),
    "table.rows": Limit(100, f"{_BLOCKS}/table-block"),
    "table.row": Limit(20, f"{_BLOCKS}/table-block"),
    "table.column_settings": Limit(20, f"{_BLOCKS}/table-block"),
    "table.all_text": Limit(10_000, f"{_BLOCKS}/table-block", least=0),
    "table.cell": Limit(10_000, f"{_BLOCKS}/table-block"),
    "rich_text.elements": Limit(500, f"{_BLOCKS}/rich-text-block"),
    "rich_text.text": Limit(12_000, f"{_BLOCKS}/rich-text-block"),
    "rich_text.indent": Limit(8, f"{_BLOCKS}/rich-text-block", least=0),
    "url": Limit(3000, f"{_ELEMENTS}/button-element"),
    "button.text": Limit(75, f"{_ELEMENTS}/button-element"),
    "button.value": Limit(2000, f"{_ELEMENTS}/button-element"),
    "accessibility_label": Limit(75, f"{_ELEMENTS}/button-element"),
    "feedback_buttons.text": Limit(75, f"{_ELEMENTS}/feedback-buttons-element"),
    "feedback_buttons.value": Limit(2000, f"{_ELEMENTS}/feedback-buttons-element"),
    "placeholder": Limit(150, f"{_ELEMENTS}/select-menu-element"),
    "select.options": Limit(100, f"{_ELEMENTS}/select-menu-element"),
    "select.option_groups": Limit(100, f"{_ELEMENTS}/select-menu-element"),
    "select.min_query_length": Limit(150, f"{_ELEMENTS}/select-menu-element", least=0),
    "radio_buttons.options": Limit(10, f"{_ELEMENTS}/radio-button-group-element"),
    "checkboxes.options": Limit(10, f"{_ELEMENTS}/checkboxes-element"),
    "overflow.options": Limit(5, f"{_ELEMENTS}/overflow-menu-element"),
    "plain_text_input.length": Limit(3000, f"{_ELEMENTS}/plain-text-input-element", least=0),
    "plain_text_input.initial_value": Limit(3000, f"{_ELEMENTS}/plain-text-input-element", least=0),
    "option.text": Limit(75, f"{_OBJECTS}/option-object"),
    "option.value": Limit(150, f"{_OBJECTS}/option-object"),
    "option.description": Limit(75, f"{_OBJECTS}/option-object"),
    "option_group.label": Limit(75, f"{_OBJECTS}/option-group-object"),
    "confirm.title": Limit(100, f"{_OBJECTS}/confirmation-dialog-object"),
    "confirm.text": Limit(300, f"{_OBJECTS}/confirmation-dialog-object"),
    "confirm.confirm": Limit(30, f"{_OBJECTS}/confirmation-dialog-object"),
    "confirm.deny": Limit(30, f"{_OBJECTS}/confirmation-dialog-object"),
    "prompts": Limit(4, "methods/assistant.threads.setSuggestedPrompts"),
}
