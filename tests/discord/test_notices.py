"""Whoever can put something right hears of it, once."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from discord import Client

from bot.adapters.discord.chat import DiscordChat
from bot.adapters.discord.notices import Notices
from bot.adapters.discord.parse import ELSEWHERE
from bot.store.delivery import Delivery
from bot.store.store import Store
from handlers.request import Place
from tests.discord.bare import bare, connected
from tests.discord.commanded import loopback
from tests.discord.fake.server import Discord

A_DAY = 24 * 3600


@dataclass
class Bench:
    """Notices of a bot in a server, whose owner's messages are read here."""

    discord: Discord
    client: Client
    store: Store
    now: float = 0.0

    def __post_init__(self) -> None:
        self.notices = Notices(self.client, self.store, lambda: self.now)

    @property
    def place(self) -> Place:
        """The channel of which they tell."""
        return Place("discord", str(self.discord.guild.id), str(self.discord.general.id))

    def heard(self) -> list[str]:
        """What the owner was told."""
        return [message.text for message in self.discord.direct(self.discord.admin).messages.values()]


@pytest.fixture
async def discord(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Discord]:
    """A Discord on the loopback interface."""
    async with loopback(monkeypatch) as running:
        yield running


@pytest.fixture
async def bench(discord: Discord, tmp_path: Path) -> AsyncIterator[Bench]:
    """A client that knows its server."""
    store = Store.open(f"sqlite:///{tmp_path / 'dossier.sqlite3'}")
    async with connected(discord) as client:
        yield Bench(discord, client, store)
    store.close()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("missing_permissions", "Send Messages"),
        ("missing_access", "View Channel"),
        ("thread_locked", "Unlock it"),
        ("30003", "Discord says: 30003."),
    ],
)
async def test_the_owner_hears_why_a_reply_could_not_be_posted(bench: Bench, code: str, said: str) -> None:
    """In plain words, with the channel as a link and what to do about it."""
    await bench.notices.undelivered(bench.place, code)

    (text,) = bench.heard()
    assert text.startswith(f"I could not post a reply in <#{bench.discord.general.id}>. ")
    assert said in text


async def test_they_hear_of_it_once_a_day_for_each_channel_and_reason(bench: Bench) -> None:
    """A busy channel would bury them."""
    other = Place("discord", str(bench.discord.guild.id), "42")
    for place, code in [(bench.place, "missing_access"), (bench.place, "missing_permissions"), (other, "30003")] * 2:
        await bench.notices.undelivered(place, code)
    today = len(bench.heard())

    bench.now = A_DAY
    await bench.notices.undelivered(bench.place, "missing_access")

    assert (today, len(bench.heard())) == (3, 4)


@pytest.mark.parametrize("code", ["unknown_channel", "unknown_message"])
async def test_nobody_hears_of_what_is_gone(bench: Bench, code: str) -> None:
    """There is nothing to be done about it."""
    await bench.notices.undelivered(bench.place, code)

    assert bench.heard() == []


async def test_nobody_hears_of_direct_messages(bench: Bench) -> None:
    """They have no owner."""
    await bench.notices.undelivered(Place("discord", ELSEWHERE, "42"), "takes_no_messages")

    assert bench.heard() == []


async def test_nobody_hears_of_a_server_that_is_not_known(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    """The bot was removed from it: the log says so."""
    await Notices(bare(), bench.store).undelivered(bench.place, "missing_access")

    assert bench.heard() == []
    assert "discord.notice_lost" in caplog.text


async def test_an_owner_who_takes_no_messages_is_left_alone(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    """The log says so."""
    bench.discord.admin.accepts_direct = False

    await bench.notices.undelivered(bench.place, "missing_access")

    (lost,) = [record for record in caplog.records if record.message == "discord.notice_lost"]
    assert vars(lost)["fields"]["error"] == "takes_no_messages"


async def test_a_reply_that_is_given_up_is_told_of(bench: Bench) -> None:
    """With the channel in which it was asked, also where a thread was to be opened."""
    place = Place("discord", str(bench.discord.guild.id), "42")
    written = Delivery("1", place, "{}", f"{bench.discord.general.id}:42")

    await DiscordChat(bench.client, bench.notices).refused(written, "missing_access")

    (text,) = bench.heard()
    assert f"<#{bench.discord.general.id}>" in text


async def test_of_the_reply_to_a_button_nobody_is_told(bench: Bench) -> None:
    """It is pressed where the bot may never have been."""
    await DiscordChat(bench.client, bench.notices).refused(
        Delivery("1", bench.place, "{}", "interaction:42"), "missing_access"
    )

    assert bench.heard() == []
