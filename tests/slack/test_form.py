"""A subscription set up in a modal: opened from a button, told at its fields what is wrong, and what holds then."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.slack.form import form_view
from corpus.collection import Corpus
from handlers.form import Field, Form
from tests.slack.conftest import Running
from tests.slack.fake.blocks import elements
from tests.slack.fake.faults import Fault
from tests.slack.fake.interactions import Value
from tests.slack.fake.records import View
from tests.slack.fake.server import Slack
from tests.slack.fake.world import Message
from tests.slack.published import problems_of_view
from tests.slack.reading import read
from tests.slow import slowed

FRIDAY: dict[str, Value] = {"at": "16:30", "zone": "Paris", "days": ["4"]}


def button(message: Message, label: str) -> str:
    """The action id of a button with this label."""
    return next(
        str(each["action_id"]) for _, each in elements(message.blocks) if each.get("text", {}).get("text") == label
    )


async def opened(slack: Slack, text: str = "subscriptions") -> View:
    """The form, opened from the button of a reply to an admin's command."""
    offer = await slack.command(slack.admin, slack.general, "/alibaba", text)
    await slack.press(slack.admin, offer, button(offer, "Set it up in a form"))
    return await slack.until(lambda: slack.modal(slack.admin))


async def sent(slack: Slack, values: dict[str, Value]) -> tuple[View, Any]:
    """The form, sent off with these values, and what the bot answered."""
    modal = await opened(slack)
    return modal, await slack.submit(slack.admin, modal, values)


async def listed(slack: Slack) -> str:
    """What the channel gets by itself."""
    return (await slack.command(slack.admin, slack.general, "/alibaba", "subscriptions")).text


@pytest.mark.usefixtures("bot")
async def test_a_form_opens_with_what_is_usual_and_what_is_sent_off_holds(slack: Slack) -> None:
    """At nine in the admin's own zone; what was made of it is shown to the admin alone, in the form's place."""
    modal = await opened(slack)
    usual = {each["action_id"]: each for _, each in elements(modal.payload["blocks"])}
    await slack.submit(slack.admin, modal, {})

    assert usual["at"]["initial_time"] == "09:00"
    assert usual["zone"]["initial_value"] == "Europe/London"
    assert [each["value"] for each in usual["days"]["initial_options"]] == ["0", "1", "2", "3", "4"]
    assert "A fact at 09:00 (Europe/London) on weekdays. Next: " in read(modal)
    assert "A fact at 09:00 (Europe/London) on weekdays." in await listed(slack)
    assert not slack.called("chat.postMessage")


@pytest.mark.usefixtures("bot")
async def test_a_form_takes_all_that_a_command_takes(slack: Slack) -> None:
    """Topics are found as one types them."""
    modal = await opened(slack)
    topics = [
        found
        for typed in ("caini", "alip")
        for found in (await slack.type_into(slack.admin, modal, "topics", typed))[:1]
    ]
    await slack.submit(slack.admin, modal, {**FRIDAY, "kind": "digest", "topics": topics, "more": ["quiet"]})

    told = "A digest on Cainiao and Alipay at 16:30 (Europe/Paris) on Fridays, quiet weeks left out."
    assert told in read(modal)
    assert told in await listed(slack)


@pytest.mark.usefixtures("bot")
async def test_a_form_knows_with_which_kind_it_was_opened(slack: Slack) -> None:
    """Times that are left from the other kind are not meant; those that somebody chose are."""
    changed, _ = await sent(slack, {"kind": "digest"})
    await slack.close(slack.admin, changed)
    chosen = await opened(slack, "subscribe digest")
    await slack.submit(slack.admin, chosen, {"at": "09:00", "days": ["0", "1", "2", "3", "4"]})

    assert "A digest at 08:30 (Europe/London) on Mondays." in read(changed)
    assert "A digest at 09:00 (Europe/London) on weekdays." in read(chosen)


@pytest.mark.usefixtures("bot")
async def test_what_holds_already_stands_in_the_form(slack: Slack) -> None:
    """So that one changes what one wants changed."""
    typed = "subscribe fact at 16:30 Paris on Fridays about Cainiao, Alipay without picture"
    modal = await opened(slack, typed)
    held = {each["action_id"]: each for _, each in elements(modal.payload["blocks"])}
    await slack.submit(slack.admin, modal, {"at": "17:00"})

    assert [each["value"] for each in held["topics"]["initial_options"]] == ["Cainiao", "Alipay"]
    assert "initial_options" not in held["more"]
    told = "A fact on Cainiao and Alipay at 17:00 (Europe/Paris) on Fridays, without a picture."
    assert told in read(modal)


@pytest.mark.usefixtures("bot")
async def test_what_is_wrong_is_told_at_its_field_and_the_form_stays(slack: Slack) -> None:
    """Put right, it is sent off again."""
    modal, answer = await sent(slack, {"zone": "Lundon", "days": []})
    again = await slack.submit(slack.admin, modal, {"zone": "London", "days": ["0"]})

    assert answer == {
        "response_action": "errors",
        "errors": {
            "zone": "“lundon” is no time zone. Try: Europe/London.",
            "days": "Choose at least one day.",
        },
    }
    assert again["response_action"] == "update"
    assert "on Mondays" in read(modal)


@pytest.mark.usefixtures("bot")
async def test_who_may_not_subscribe_is_told_so_in_the_form(slack: Slack) -> None:
    """Rights are looked at when it is sent off, for a form can stay open for long."""
    own = slack.workspace.add_channel("ships", slack.asker)
    offer = await slack.command(slack.asker, own, "/alibaba", "subscriptions")
    await slack.press(slack.asker, offer, button(offer, "Set it up in a form"))
    modal = await slack.until(lambda: slack.modal(slack.asker))
    modal.payload["private_metadata"] = slack.general.id
    answer = await slack.submit(slack.asker, modal, {})

    assert answer["errors"] == {
        "kind": "It takes an admin or owner of the workspace, or whoever created this channel. Ask one of them."
    }


@pytest.mark.usefixtures("bot")
async def test_a_form_that_cannot_open_any_more_is_offered_again(slack: Slack) -> None:
    """Slack gives three seconds for it."""
    slack.faults.add("views.open", Fault(error="expired_trigger_id"))
    offer = await slack.command(slack.admin, slack.general, "/alibaba", "subscribe")
    pressed = await slack.press(slack.admin, offer, button(offer, "Set it up in a form"))
    again = await slack.until(lambda: pressed.shown[0] if pressed.shown else None)
    await slack.press(slack.admin, again, button(again, "Set it up in a form"))

    assert again.is_ephemeral
    assert (await slack.until(lambda: slack.modal(slack.admin))).is_open


@pytest.mark.usefixtures("bot")
async def test_the_form_is_offered_in_words_too(slack: Slack) -> None:
    """A command is answered by a message, whose button opens it."""
    typed = await slack.command(slack.admin, slack.general, "/alibaba", "subscribe form digest")
    await slack.press(slack.admin, typed, button(typed, "Set it up in a form"))
    modal = await slack.until(lambda: slack.modal(slack.admin))

    assert "If none opens, press the button." in typed.text
    assert next(each for _, each in elements(modal.payload["blocks"]))["initial_option"]["value"] == "digest"


@pytest.mark.parametrize(
    ("values", "said"),
    [({}, "A fact at 09:00 (Europe/London) on weekdays."), ({"days": []}, "Choose at least one day.")],
)
async def test_a_form_that_takes_long_says_so_and_shows_what_came_of_it(
    slack: Slack, running: Running, shipped: Corpus, values: dict[str, Value], said: str
) -> None:
    """What is wrong stands on top of it then."""
    corpus, encoder = slowed(shipped)
    async with running(corpus=corpus):
        await slack.connected()
        modal = await opened(slack)
        with encoder.held():
            question = "how many countries does Cainiao reach?"
            await slack.send_command(slack.asker, slack.general, "/alibaba", question).acked
            await slack.submit(slack.admin, modal, values)
            early = read(modal)
        await slack.until(lambda: said in read(modal))

    assert "takes longer" in early


@pytest.mark.usefixtures("bot")
async def test_in_a_modal_there_is_no_channel_to_subscribe(slack: Slack) -> None:
    """Nothing is entered for a channel that is none."""
    await slack.global_shortcut(slack.admin, "ask")
    modal = await slack.until(lambda: slack.modal(slack.admin))
    await slack.submit(slack.admin, modal, {"question": "subscribe"})

    assert "in the channel that it is for" in read(modal)


@pytest.mark.parametrize(
    "form",
    [
        Form(),
        Form("fact", "25:00", "Mars " * 200, "0123456", ", ".join(f"Topic {n}" for n in range(90)), has_picture=True),
        Form("digest", "9:00", "UTC", "0", "Cainiao, Cainiao, , " + "x" * 200, skips_quiet=True),
        Form("fact", "09:00", problems=((Field.ZONE, "No zone."), (Field.TOPICS, "x" * 4_000))),
    ],
)
def test_a_form_is_within_what_slack_takes_whatever_stands_in_it(form: Form) -> None:
    """What cannot stand in a field is left out."""
    assert problems_of_view(form_view(form, "C1")) == []


async def test_what_the_configuration_sets_is_there_and_stays(slack: Slack, running: Running, tmp_path: Path) -> None:
    """The form says whose it is; once it stands there no more, it is ended."""
    file = tmp_path / "config.toml"
    ids = f'chat = "slack"\nworkspace = "{slack.workspace.id}"\nchannel = "{slack.general.id}"\n'
    file.write_text(
        f'[[posts.subscriptions]]\n{ids}at = "9am"\nzone = "Paris"\ntopics = ["Cainiao"]\n', encoding="utf-8"
    )
    async with running(DOSSIER_CONFIG=str(file)):
        await slack.connected()
        there = await listed(slack)
        refused = await slack.command(slack.admin, slack.general, "/alibaba", "subscribe form")
    file.write_text("", encoding="utf-8")
    async with running(DOSSIER_CONFIG=str(file)):
        await slack.connected()
        gone = await listed(slack)

    assert "A fact on Cainiao at 09:00 (Europe/Paris) on weekdays." in there
    assert "It is set in the bot's configuration." in there
    assert "whoever runs the bot changes it" in refused.text
    assert "Nothing comes to this channel by itself." in gone


async def test_a_new_article_is_news_for_the_next_digest(slack: Slack, running: Running, shipped: Corpus) -> None:
    """Those that were there from the beginning are not."""
    fewer = replace(shipped, articles=shipped.articles[1:])
    shown = []
    for corpus in (fewer, shipped):
        async with running(corpus=corpus):
            await slack.connected()
            await slack.command(slack.admin, slack.general, "/alibaba", "subscribe digest")
            shown.append((await slack.command(slack.admin, slack.general, "/alibaba", "test digest")).text)

    assert "New and changed articles" not in shown[0]
    assert f"{shipped.articles[0].title}" in shown[1]
    assert "New and changed articles" in shown[1]
