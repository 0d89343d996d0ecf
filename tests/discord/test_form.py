"""A subscription set up in a modal: opened from a button, and what is told of it, to its admin alone."""

import pytest

from bot.adapters.discord.modals import form_modal, value_of
from corpus.collection import Corpus
from handlers.form import FILLED, Form
from tests.discord.conftest import Running
from tests.discord.fake.faults import Fault
from tests.discord.fake.forms import filled_in
from tests.discord.fake.interaction import Interaction
from tests.discord.fake.message import Message
from tests.discord.fake.server import Discord
from tests.discord.published import check
from tests.discord.reading import read
from tests.slow import slowed

IN_A_FORM = "Set it up in a form"
HELD = Form("fact", "09:00", "Europe/Paris", "01234", "Cainiao, Alipay", has_picture=True)


async def offered(discord: Discord, **values: str) -> Message:
    """The reply to an admin who subscribes, or looks what there is."""
    name = "briefing subscribe" if values else "briefing subscriptions"
    return await discord.shown(discord.slash(discord.admin, discord.general, name, values))


async def opened(discord: Discord, offer: Message, label: str = IN_A_FORM) -> Interaction:
    """The press of a button that opens the form."""
    pressed = discord.press(discord.admin, offer, offer.custom_id(label))
    await discord.until(lambda: pressed.modal)
    return pressed


def standing(pressed: Interaction) -> dict[str, object]:
    """What stands in a form, by its fields."""
    assert pressed.modal
    given = filled_in(pressed.modal, {})
    return {
        each["component"]["custom_id"]: each["component"].get("values", each["component"].get("value"))
        for each in given
    }


@pytest.mark.usefixtures("bot")
async def test_a_form_opens_with_what_is_usual_and_what_is_sent_off_holds(discord: Discord) -> None:
    """Shown back to the admin alone."""
    pressed = await opened(discord, await offered(discord))
    told = await discord.shown(discord.submit(discord.admin, pressed, {"at": "half past nine, Paris time"}))

    assert standing(pressed) == {
        "kind": "fact",
        "at": "09:00 UTC",
        "days": ["0", "1", "2", "3", "4"],
        "topics": "",
        "more": ["picture"],
    }
    assert told.seen_by is discord.admin
    assert "A fact at 09:30 (Europe/Paris) on weekdays. Next: " in read(told)
    assert "A fact at 09:30 (Europe/Paris) on weekdays." in read(await offered(discord))


@pytest.mark.usefixtures("bot")
async def test_a_form_takes_all_that_a_command_takes(discord: Discord) -> None:
    """A digest, its topics and its quiet weeks."""
    pressed = await opened(discord, await offered(discord))
    values = {"kind": "digest", "at": "4:30pm Paris", "days": ["4"], "topics": "cainiao, alipay", "more": ["quiet"]}
    told = await discord.shown(discord.submit(discord.admin, pressed, values))

    assert "A digest on Cainiao and Alipay at 16:30 (Europe/Paris) on Fridays, quiet weeks left out." in read(told)


@pytest.mark.usefixtures("bot")
async def test_a_form_knows_with_which_kind_it_was_opened(discord: Discord) -> None:
    """Times that are left from the other kind are not meant; those that somebody chose are."""
    pressed = await opened(discord, await offered(discord))
    changed = await discord.shown(discord.submit(discord.admin, pressed, {"kind": "digest"}))
    again = await opened(discord, await offered(discord, kind="digest"))
    values = {"at": "9:00 UTC", "days": ["0", "1", "2", "3", "4"]}
    chosen = await discord.shown(discord.submit(discord.admin, again, values))

    assert "A digest at 08:30 (UTC) on Mondays." in read(changed)
    assert "A digest at 09:00 (UTC) on weekdays." in read(chosen)


@pytest.mark.usefixtures("bot")
async def test_what_holds_already_stands_in_the_form(discord: Discord) -> None:
    """So that one changes what one wants changed."""
    typed = {"kind": "fact", "when": "4:30pm Paris fridays", "about": "Cainiao", "picture": "without picture"}
    pressed = await opened(discord, await offered(discord, **typed))
    told = await discord.shown(discord.submit(discord.admin, pressed, {"topics": ""}))

    assert standing(pressed) == {
        "kind": "fact",
        "at": "16:30 Europe/Paris",
        "days": ["4"],
        "topics": "Cainiao",
        "more": [],
    }
    assert "A fact at 16:30 (Europe/Paris) on Fridays, without a picture." in read(told)


@pytest.mark.usefixtures("bot")
async def test_what_is_wrong_is_told_and_the_form_opens_again_as_it_was_filled_in(discord: Discord) -> None:
    """Discord has no place for it in the form; however long what was typed is, it is not typed again."""
    topics = "Cainiao, Alipay, Taobao, Tmall, Singles Day, Freshippo and the town of Hangzhou"
    pressed = await opened(discord, await offered(discord))
    wrong = discord.submit(discord.admin, pressed, {"at": "25:00 Paris", "topics": topics})
    told = await discord.shown(wrong)
    again = await opened(discord, told, "Back to the form")
    right = await discord.shown(discord.submit(discord.admin, again, {"at": "9 Paris", "topics": "Cainiao"}))

    assert told.seen_by is discord.admin
    assert "“25:00” is no time of day." in read(told)
    assert "No topic is called “" in read(told)
    assert (standing(again)["at"], standing(again)["topics"]) == ("25:00 Paris", topics)
    assert "A fact on Cainiao at 09:00 (Europe/Paris) on weekdays. Next: " in read(right)


@pytest.mark.usefixtures("bot")
async def test_a_form_that_cannot_open_is_offered_again(discord: Discord) -> None:
    """No press is left without a word."""
    offer = await offered(discord)
    discord.faults.add("POST /interactions/*/callback", Fault(status=400, code=50035))
    beside = await discord.shown(discord.press(discord.admin, offer, offer.custom_id(IN_A_FORM)))

    assert beside.seen_by is discord.admin
    assert "If none opens, press the button." in read(beside)
    assert (await opened(discord, beside)).modal


async def test_a_form_that_is_late_is_offered_again(discord: Discord, running: Running, shipped: Corpus) -> None:
    """Discord opens none once it was told that a reply takes longer."""
    corpus, encoder = slowed(shipped)
    async with running(corpus=corpus):
        await discord.connected()
        offer = await offered(discord)
        with encoder.held():
            question = {"question": "how many countries does Cainiao reach?"}
            await discord.slash(discord.asker, discord.general, "ask", question).acked
            late = discord.press(discord.admin, offer, offer.custom_id(IN_A_FORM))
            await late.acked
        beside = await discord.shown(late)
        pressed = await opened(discord, beside)

    assert "If none opens, press the button." in read(beside)
    assert standing(pressed)["kind"] == "fact"


@pytest.mark.parametrize(
    "form",
    [
        HELD,
        Form(),
        Form("digest", "noon " * 90, "Mars", "0123456", "Cainiao, " * 200, has_picture=True, skips_quiet=True),
    ],
)
def test_a_form_is_within_what_discord_takes_whatever_stands_in_it(form: Form) -> None:
    """What has no room is cut."""
    shown = {"type": 9, "data": form_modal(form)}

    assert check("POST", "/interactions/1/token/callback", shown) == ()


def test_what_stands_in_a_form_comes_back_as_what_one_says() -> None:
    """Time and zone are one field there."""
    modal = form_modal(HELD)
    numbered = [
        {**each, "id": at, "component": {**each["component"], "id": 10 + at}}
        for at, each in enumerate(modal["components"])
    ]
    components = filled_in({**modal, "components": numbered}, {})

    said = value_of({"custom_id": modal["custom_id"], "components": components})
    sent_off = Form("fact", "09:00 Europe/Paris", "", "01234", "Cainiao, Alipay", has_picture=True, opened="fact")

    assert said == sent_off.said(FILLED)
