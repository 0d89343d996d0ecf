"""The shapes of application commands: "Application Commands"."""

import unicodedata
from collections.abc import Iterator, Mapping

from tests.discord.published_checks import Report, distinct, nullable, snowflake
from tests.discord.published_limits import LOCALES
from tests.published_checks import Check, Fields, anything, flag, items, number, objects, one_of, within, words

CHAT_INPUT, USER, MESSAGE = 1, 2, 3
SUB_COMMAND, SUB_COMMAND_GROUP, STRING, INTEGER, NUMBER = 1, 2, 3, 4, 10
_VALUES = range(3, 12)
_COMPLETABLE = (STRING, INTEGER, NUMBER)
_BY_TYPE = {
    "options": (SUB_COMMAND, SUB_COMMAND_GROUP),
    "choices": _COMPLETABLE,
    "autocomplete": _COMPLETABLE,
    "min_length": (STRING,),
    "max_length": (STRING,),
    "min_value": (INTEGER, NUMBER),
    "max_value": (INTEGER, NUMBER),
    "required": tuple(_VALUES),
    "channel_types": (7,),
}


def _is_named_well(name: str) -> bool:
    r"""As `^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$`, in lower case: "Application Command Naming"."""
    return name == name.lower() and all(
        c in "-_'" or unicodedata.category(c)[0] in "LN" or unicodedata.name(c, "").startswith(("DEVANAGARI ", "THAI "))
        for c in name
    )


def _name(value: object, path: str, report: Report) -> None:
    words("command.name")(value, path, report)
    if not _is_named_well(str(value)):
        report.say(path, f"{value!r:.40} is no name of a command: lower case letters, digits, - and _ alone")


def _localized(check_word: Check) -> Check:
    """Words by locale."""

    def check(value: object, path: str, report: Report) -> None:
        if not isinstance(value, Mapping):
            report.say(path, "an object is expected")
            return
        for locale, word in value.items():
            if locale not in LOCALES:
                report.say(path, f"{locale!r} is no locale")
            check_word(word, f"{path}.{locale}", report)

    return nullable(check)


def _named(name: Check, description: Check) -> tuple[Mapping[str, Check], Mapping[str, Check]]:
    """What is required and what is optional of everything that has a name and a description."""
    localized = {"name_localizations": _localized(name), "description_localizations": _localized(description)}
    return {"name": name, "description": description}, localized


def _value(value: object, path: str, report: Report) -> None:
    if isinstance(value, str):
        words("choice.value")(value, path, report)
    elif not isinstance(value, int | float):
        report.say(path, "a text or a number is expected")


_CHOICE = Fields(
    {"name": words("choice.name"), "value": _value}, {"name_localizations": _localized(words("choice.name"))}
).check
_REQUIRED, _LOCALIZED = _named(_name, words("command.description"))


def _option(value: object, path: str, report: Report) -> None:
    _OPTION.check(value, path, report)
    if not isinstance(value, Mapping):
        return
    for name, kinds in _BY_TYPE.items():
        if value.get(name) and value.get("type") not in kinds:
            report.say(path, f"an option of type {value.get('type')} has no {name}")
    if value.get("autocomplete") and value.get("choices"):
        report.say(path, "autocomplete does not go with choices")
    _check_options(value, path, report)
    nested = {each.get("type") for each in objects(value.get("options"))}
    if value.get("type") == SUB_COMMAND_GROUP and nested - {SUB_COMMAND}:
        report.say(path, "a group holds subcommands alone")
    if value.get("type") == SUB_COMMAND and nested & {SUB_COMMAND, SUB_COMMAND_GROUP}:
        report.say(path, "a subcommand holds values alone")


def _check_options(value: Mapping[str, object], path: str, report: Report) -> None:
    """Names differ, the required come first, and subcommands stand among subcommands alone."""
    options = objects(value.get("options"))
    distinct((each.get("name") for each in options), "name", path, report)
    distinct((each.get("name") for each in objects(value.get("choices"))), "name", path, report)
    required = [bool(each.get("required")) for each in options]
    if required != sorted(required, reverse=True):
        report.say(path, "required options come before optional ones")
    kinds = {each.get("type") for each in options}
    if kinds & {SUB_COMMAND, SUB_COMMAND_GROUP} and kinds & {*_VALUES}:
        report.say(path, "subcommands and values do not stand side by side")


def _options(value: object, path: str, report: Report) -> None:
    items(_option, "command.options")(value, path, report)


_OPTION = Fields(
    {**_REQUIRED, "type": one_of(SUB_COMMAND, SUB_COMMAND_GROUP, *_VALUES)},
    {
        **_LOCALIZED,
        **dict.fromkeys(("required", "autocomplete"), flag),
        "options": _options,
        "choices": items(_CHOICE, "command.choices"),
        **dict.fromkeys(("min_length", "max_length"), number("command.length")),
        **dict.fromkeys(("min_value", "max_value", "channel_types"), anything),
    },
)


def _contexts(*allowed: int) -> Check:
    def check(value: object, path: str, report: Report) -> None:
        if not isinstance(value, list) or not value:
            report.say(path, "a list of at least one is expected")
            return
        distinct(value, "context", path, report)
        for each in value:
            one_of(*allowed)(each, path, report)

    return check


def _permissions(value: object, path: str, report: Report) -> None:
    if isinstance(value, bool) or not str(value).isdigit():
        report.say(path, "a bit set is expected")


_ANYWHERE: Mapping[str, Check] = {
    "id": snowflake,
    "nsfw": flag,
    "default_member_permissions": nullable(_permissions),
    "dm_permission": flag,  # deprecated, and sent by discord.py beside contexts
    "contexts": nullable(_contexts(0, 1, 2)),
    "integration_types": nullable(_contexts(0, 1)),
}
_CHAT_INPUT = Fields(_REQUIRED, {**_ANYWHERE, **_LOCALIZED, "type": one_of(CHAT_INPUT), "options": _options})
_MENU = Fields(
    {"name": words("command.name"), "type": one_of(USER, MESSAGE)},
    {**_ANYWHERE, "name_localizations": _localized(words("command.name")), "description": one_of("")},
)


def command(value: object, path: str, report: Report) -> None:
    """One command, of at most 8000 characters."""
    kind = value.get("type", CHAT_INPUT) if isinstance(value, Mapping) else CHAT_INPUT
    (_MENU if kind in {USER, MESSAGE} else _CHAT_INPUT).check(value, path, report)
    if isinstance(value, Mapping):
        _check_options(value, path, report)
        within(sum(_sizes(value)), "command.size", path, report)


def _sizes(value: Mapping[str, object]) -> Iterator[int]:
    """Names, descriptions and values; of a localized one the longest: "Slash Commands"."""
    for name in ("name", "description", "value"):
        locales = value.get(f"{name}_localizations")
        every = [value.get(name) or "", *(locales.values() if isinstance(locales, Mapping) else ())]
        yield max(Report.length(str(each)) for each in every)
    for name in ("options", "choices"):
        for each in objects(value.get(name)):
            yield from _sizes(each)


def commands(body: object, path: str, report: Report) -> None:
    """All commands at once: "Bulk Overwrite Global Application Commands"."""
    if not isinstance(body, list):
        report.say(path, "a list is expected")
        return
    for at, each in enumerate(body):
        command(each, f"{path}[{at}]", report)
    found = objects(body)
    kinds = [each.get("type", CHAT_INPUT) for each in found]
    within(kinds.count(CHAT_INPUT), "commands.chat_input", path, report)
    for kind in (USER, MESSAGE):
        within(kinds.count(kind), "commands.context_menu", path, report)
    distinct((f"{kind} {each.get('name')}" for kind, each in zip(kinds, found, strict=True)), "name", path, report)
