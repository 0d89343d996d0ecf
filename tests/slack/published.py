"""Says what Slack would refuse, or show wrongly, in messages, views and option lists, by its published rules."""

from collections.abc import Collection, Mapping

from tests.published_checks import within
from tests.slack.published_blocks import MESSAGE, VIEWS
from tests.slack.published_checks import Report
from tests.slack.published_limits import LIMITS
from tests.slack.published_objects import GROUPS, OPTIONS


def problems_of_message(payload: Mapping[str, object], mentions: Collection[str] = ()) -> list[str]:
    """What is wrong with a message, as posted, updated, sent as an acknowledgement or to a response_url.

    Args:
        payload: `text`, `blocks` and the other arguments of the call.
        mentions: Ids of users that may be named as mentions; any other mention is a problem.

    Returns:
        One line for each problem, with the path to where it is.
    """
    if payload.get("delete_original"):
        return []
    report = Report("message", mentions)
    MESSAGE.check(payload, "message", report)
    report.letters -= len(str(payload.get("text", "")))  # the fallback is beside the blocks, not one of them
    within(report.letters, "message.all_text", "message", report)
    within(report.tables, "message.tables", "message", report)
    return report.problems


def problems_of_view(view: Mapping[str, object]) -> list[str]:
    """What is wrong with a modal or a home tab, one line for each problem."""
    kind = view.get("type")
    if not isinstance(kind, str) or kind not in VIEWS:
        return [f"view: type {kind!r} is none of {', '.join(VIEWS)}"]
    report = Report(kind)
    VIEWS[kind].check(view, "view", report)
    if kind == "modal" and "submit" not in view and "input" in _types(view.get("blocks")):
        report.say("view", "has an input but no submit")
    return report.problems


def problems_of_options(answer: object) -> list[str]:
    """What is wrong with the answer to a block_suggestion, {"options": [...]} or {"option_groups": [...]}."""
    match answer:
        case {"options": [] | ()}:
            return []
        case {"options": found, **rest} if not rest:
            check = OPTIONS
        case {"option_groups": found, **rest} if not rest:
            check = GROUPS
        case _:
            return [f"options: one of options and option_groups is expected, not {answer!r:.80}"]
    report = Report()
    check(found, "options", report)
    return report.problems


def problems_of_prompts(prompts: object) -> list[str]:
    """What is wrong with a list of suggested prompts, each {"title": ..., "message": ...}."""
    if not isinstance(prompts, list) or not 1 <= len(prompts) <= LIMITS["prompts"].most:
        return [f"prompts: 1 to {LIMITS['prompts'].most} are expected"]
    return [
        f"prompts[{at}]: a title and a message are expected"
        for at, prompt in enumerate(prompts)
        if not (isinstance(prompt, dict) and prompt.keys() == {"title", "message"} and all(prompt.values()))
    ]


def _types(blocks: object) -> set[object]:
    return {block.get("type") for block in blocks if isinstance(block, dict)} if isinstance(blocks, list) else set()
