"""Pictures for the chats: drawn once, off the loop, and kept."""

import asyncio
import json
from datetime import date
from pathlib import Path

import pytest

from bot import gallery
from bot.gallery import Gallery
from bot.picture.draw import Picture, draw
from bot.picture.fonts import Fonts, fonts
from bot.picture.png import Drawer
from bot.picture.shown import Shown
from handlers.request import Place
from tests.pictured import CARD, WANTED

HERE = Place("discord", "1", "2")


async def test_a_picture_is_what_the_card_would_be_drawn_as() -> None:
    """Though a delivery holds it as JSON until then."""
    said = json.loads(json.dumps(WANTED))

    picture = await Gallery().picture(said)

    assert picture == draw(CARD, "", fonts(), date(2026, 11, 23))


async def test_all_who_want_the_same_share_one_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those who wait for it meanwhile, who prepare it, and who come later."""
    drawn = counting(monkeypatch)
    pictures = Gallery()

    pictures.prepare(HERE, WANTED)
    first, second = await asyncio.gather(*(pictures.picture(json.loads(json.dumps(WANTED))) for _ in range(2)))
    third = await pictures.picture(WANTED)

    assert first is second is third
    assert drawn == ["Tea"]


async def test_a_chat_that_keeps_pictures_hears_which_it_will_want(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has them drawn when it comes to that; the others have theirs drawn at once."""
    drawn, kept = counting(monkeypatch), list[tuple[str, object]]()
    pictures = Gallery()
    pictures.keep_by("slack", lambda *one: kept.append(one))

    pictures.prepare(Place("slack", "T1", "C1"), WANTED)
    pictures.prepare(HERE, {**WANTED, "title": "Milk"})
    await pictures.picture({**WANTED, "title": "Milk"})

    assert kept == [("T1", WANTED)]
    assert drawn == ["Milk"]


async def test_who_waits_no_longer_leaves_it_to_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is drawn for them."""
    drawn = counting(monkeypatch)
    pictures = Gallery()

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0):
            await pictures.picture(WANTED)

    assert await pictures.picture(WANTED)
    assert drawn == ["Tea"]


async def test_the_oldest_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture is large."""
    monkeypatch.setattr(gallery, "_KEPT", 1)
    drawn = counting(monkeypatch)
    pictures = Gallery()

    for title in ("Tea", "Milk", "Tea"):
        await pictures.picture({**WANTED, "title": title})

    assert drawn == ["Tea", "Milk", "Tea"]


async def test_what_cannot_be_drawn_is_logged_and_not_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    """A font that is not there."""
    pictures = Gallery((Path("nowhere.ttf"),))

    assert await pictures.picture(WANTED) is None
    assert await pictures.picture(WANTED) is None
    assert caplog.text.count("picture.not_drawn") == 1


async def test_a_fault_in_drawing_costs_the_picture_alone(caplog: pytest.LogCaptureFixture) -> None:
    """As what another version says."""
    assert await Gallery().picture({"svg": "<svg/>"}) is None
    assert "picture.failed" in caplog.text


async def test_a_closed_gallery_draws_nothing_any_more(caplog: pytest.LogCaptureFixture) -> None:
    """What it has drawn it keeps."""
    pictures = Gallery()
    picture = await pictures.picture(WANTED)

    pictures.close()

    assert picture
    assert await pictures.picture(WANTED) is picture
    assert await pictures.picture({**WANTED, "title": "Milk"}) is None
    assert "picture.not_drawn" in caplog.text


def counting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of what is drawn from now on."""
    drawn: list[str] = []

    def counted(seen: Shown, known: Fonts, drawer: Drawer) -> Picture:
        del known, drawer
        drawn.append(seen.title)
        return Picture(b"", seen.title)

    monkeypatch.setattr(gallery, "draw_shown", counted)
    return drawn
