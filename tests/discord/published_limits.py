"""The limits that Discord publishes, as data, each with the page of its developer documentation that says so."""

from dataclasses import dataclass

COMPONENTS = "Component Reference"
MESSAGE = "Message Resource"
INTERACTIONS = "Receiving and Responding to Interactions"
COMMANDS = "Application Commands"
CHANNEL = "Channel Resource"


@dataclass(frozen=True, slots=True)
class Limit:
    """The least and the most that is allowed, and where that is published."""

    least: int
    most: int
    page: str


LIMITS = {
    # Not in the reference yet: documentation pull request 8562, "text display components allows 4k characters".
    "message.all_text": Limit(0, 4_000, COMPONENTS),
    "message.components": Limit(0, 40, COMPONENTS),
    "message.legacy_rows": Limit(0, 5, COMPONENTS),
    "message.content": Limit(0, 2_000, MESSAGE),
    "message.nonce": Limit(1, 25, MESSAGE),
    "message.attachments": Limit(0, 10, MESSAGE),
    "attachment.filename": Limit(1, 1_024, MESSAGE),
    "attachment.description": Limit(0, 1_024, MESSAGE),
    "component.id": Limit(0, 2**31 - 1, COMPONENTS),
    "custom_id": Limit(1, 100, COMPONENTS),
    "row.buttons": Limit(1, 5, COMPONENTS),
    "button.label": Limit(1, 80, COMPONENTS),
    "button.url": Limit(1, 512, COMPONENTS),
    "select.options": Limit(1, 25, COMPONENTS),
    "select.placeholder": Limit(0, 150, COMPONENTS),
    "select.values": Limit(0, 25, COMPONENTS),
    "select.most_values": Limit(1, 25, COMPONENTS),
    "option.label": Limit(1, 100, COMPONENTS),
    "option.value": Limit(1, 100, COMPONENTS),
    "option.description": Limit(1, 100, COMPONENTS),
    "section.components": Limit(1, 3, COMPONENTS),
    "text.content": Limit(1, 4_000, COMPONENTS),
    "media.description": Limit(0, 1_024, COMPONENTS),
    "media.url": Limit(1, 2_048, COMPONENTS),
    "gallery.items": Limit(1, 10, COMPONENTS),
    "separator.spacing": Limit(1, 2, COMPONENTS),
    "container.components": Limit(1, 39, COMPONENTS),
    "container.accent_color": Limit(0, 0xFFFFFF, COMPONENTS),
    "label.label": Limit(1, 45, COMPONENTS),
    "label.description": Limit(1, 100, COMPONENTS),
    "input.style": Limit(1, 2, COMPONENTS),
    "input.min_length": Limit(0, 4_000, COMPONENTS),
    "input.max_length": Limit(1, 4_000, COMPONENTS),
    "input.value": Limit(0, 4_000, COMPONENTS),
    "input.placeholder": Limit(0, 100, COMPONENTS),
    "radio.options": Limit(2, 10, COMPONENTS),
    "checkbox.options": Limit(1, 10, COMPONENTS),
    "checkbox.values": Limit(0, 10, COMPONENTS),
    "modal.title": Limit(1, 45, INTERACTIONS),
    "modal.components": Limit(1, 5, INTERACTIONS),
    "autocomplete.choices": Limit(0, 25, INTERACTIONS),
    "thread.name": Limit(1, 100, CHANNEL),
    "commands.chat_input": Limit(0, 100, COMMANDS),
    "commands.context_menu": Limit(0, 15, COMMANDS),
    "command.size": Limit(0, 8_000, COMMANDS),
    "command.name": Limit(1, 32, COMMANDS),
    "command.description": Limit(1, 100, COMMANDS),
    "command.options": Limit(0, 25, COMMANDS),
    "command.choices": Limit(0, 25, COMMANDS),
    "command.length": Limit(0, 6_000, COMMANDS),
    "choice.name": Limit(1, 100, COMMANDS),
    "choice.value": Limit(1, 100, COMMANDS),
}

# "API Reference", Locales.
LOCALES = frozenset(
    "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja"
    " zh-TW ko".split()
)
