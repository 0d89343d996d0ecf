"""Good and bad commands for the validator; the bad ones by the problem each of them has."""

from tests.discord.published_examples import Payload, choice


def command(name: object = "tea", **fields: object) -> Payload:
    """A slash command."""
    return {"name": name, "description": "All about tea", "type": 1, **fields}


def option(name: str = "topic", kind: int = 3, **fields: object) -> Payload:
    """An option of a command."""
    return {"name": name, "description": "What about", "type": kind, **fields}


GOOD_COMMANDS: dict[str, list[Payload]] = {
    "a question": [
        command(
            "x" * 32,
            name_localizations={"zh-CN": "问", "hi": "प्रश्न", "th": "ถาม"},
            description_localizations={"en-GB": "x" * 100},
            options=[
                option("required", required=True, autocomplete=True, min_length=0, max_length=6000),
                *(option(f"optional-{number}", choices=[choice(str(at)) for at in range(25)]) for number in range(24)),
            ],
            contexts=[0, 1, 2],
            integration_types=[0, 1],
            default_member_permissions="32",
            dm_permission=True,
            nsfw=False,
        )
    ],
    "a group": [command(options=[option("of", 2, options=[option("one", 1, options=[option()])]), option("two", 1)])],
    "menus": [{"name": "Ask about this", "type": 3, "contexts": None, "default_member_permissions": None}],
    "of one name and different types": [command(), {"name": "tea", "type": 2}],
    "none": [],
}
BAD_COMMANDS: dict[str, list[Payload]] = {
    "101, allowed are 0 to 100 (commands.chat_input)": [command(f"tea{number}") for number in range(101)],
    "16, allowed are 0 to 15": [{"name": str(number), "type": 3} for number in range(16)],
    "name '1 tea' is used twice": [command(), command()],
    "33, allowed are 1 to 32": [command("x" * 33)],
    "0, allowed are 1 to 32": [command("")],
    "'Tea' is no name": [command("Tea")],
    "'green tea' is no name": [command("green tea")],
    "'tea!' is no name": [command("tea!")],
    "'问!' is no name": [command(name_localizations={"zh-CN": "问!"})],
    "'zh' is no locale": [command(name_localizations={"zh": "问"})],
    "zh-CN: 101, allowed are 1 to 100": [command(description_localizations={"zh-CN": "问" * 101})],
    "name_localizations: an object is expected": [command(name_localizations=["问"])],
    "options[0]: an object is expected": [command(options=["topic"])],
    "description is missing": [{"name": "tea", "type": 1}],
    "0, allowed are 1 to 100 (command.description)": [command(description="")],
    "101, allowed are 1 to 100 (command.description)": [command(description="x" * 101)],
    "'x' is none of": [{"name": "tea", "type": 3, "description": "x"}],
    "unknown field 'options'": [{"name": "tea", "type": 3, "options": []}],
    "26, allowed are 0 to 25 (command.options)": [command(options=[option(f"x{n}") for n in range(26)])],
    "26, allowed are 0 to 25 (command.choices)": [
        command(options=[option(choices=[choice(str(n)) for n in range(26)])])
    ],
    "name 'topic' is used twice": [command(options=[option(), option()])],
    "required options come before": [command(options=[option("a"), option("b", required=True)])],
    "side by side": [command(options=[option("a", 1), option("b")])],
    "a group holds subcommands alone": [command(options=[option("a", 2, options=[option()])])],
    "a subcommand holds values alone": [command(options=[option("a", 1, options=[option("b", 1)])])],
    "an option of type 3 has no options": [command(options=[option(options=[option()])])],
    "an option of type 5 has no choices": [command(options=[option(kind=5, choices=[choice()])])],
    "an option of type 4 has no max_length": [command(options=[option(kind=4, max_length=5)])],
    "an option of type 1 has no required": [command(options=[option(kind=1, required=True)])],
    "autocomplete does not go with choices": [command(options=[option(autocomplete=True, choices=[choice()])])],
    "6001, allowed are 0 to 6000": [command(options=[option(max_length=6001)])],
    "12 is none of": [command(options=[option(kind=12)])],
    "3 is none of 0, 1, 2": [command(contexts=[3])],
    "2 is none of 0, 1": [command(integration_types=[2])],
    "a list of at least one": [command(contexts=[])],
    "context '0' is used twice": [command(contexts=[0, 0])],
    "a bit set is expected": [command(default_member_permissions="x")],
    "allowed are 0 to 8000 (command.size)": [
        command(options=[option(f"x{n}", choices=[choice(f"{m:03}{'x' * 60}") for m in range(6)]) for n in range(25)])
    ],
    "a text or a number is expected": [command(options=[option(choices=[choice(value=None)])])],
}
