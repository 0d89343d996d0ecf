"""The bot as whoever operates it starts it: a process, its settings in the environment, a Discord elsewhere."""

import asyncio
from pathlib import Path

import aiohttp
import pytest

from handlers.request import Place
from tests.discord.fake.faults import Fault
from tests.discord.fake.server import Discord
from tests.discord.faulty import CALLBACK, COUNTRIES, POST, posted
from tests.ports import free_port
from tests.processes import LONGEST_STOP, Start, starter
from tests.subscribed import subscribed

REFUSED = "Discord refuses DISCORD_TOKEN"


@pytest.fixture
def port() -> int:
    """Where the bot's server listens."""
    return free_port()


@pytest.fixture
def start(discord: Discord, tmp_path: Path, port: int) -> Start:
    """Start the bot with more arguments and variables."""
    settings = f'[discord]\napi_base = "{discord.base_url}"\n[server]\nport = {port}\n'
    return starter(tmp_path, settings, {"DISCORD_TOKEN": discord.token})


async def probed(port: int) -> tuple[int, list[str]]:
    """What ``/readyz`` says: its status, and what is failing."""
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/readyz") as answer:
        return answer.status, (await answer.json())["failing"]


@pytest.mark.parametrize("arguments", [(), ("--only", "discord")], ids=["all", "discord"])
async def test_it_says_what_is_on_and_answers(discord: Discord, start: Start, arguments: tuple[str, ...]) -> None:
    """From the first line to the first answers, and it ends when it is told to."""
    async with start(*arguments) as bot:
        await bot.says("Ready in")
        await discord.until(lambda: discord.commands[None])
        told = bot.said
        reply = await discord.shown(discord.slash(discord.asker, discord.general, "alibaba", {"topic": "cainiao"}))
        answer = await discord.reply(discord.say(discord.asker, discord.general, COUNTRIES, mention=True))
        code, seconds = await bot.stops()

    assert "over its gateway, for every server that adds it" in told
    assert '"level": "warning"' not in bot.said
    assert "Cainiao" in reply.text
    assert "224" in answer.text
    assert (code, bot.lines[-1]) == (0, "Stopped.")
    assert seconds < LONGEST_STOP
    assert discord.token not in bot.said
    assert not discord.gateway.sessions


async def test_told_to_stop_it_finishes_what_it_acknowledged(discord: Discord, start: Start) -> None:
    """Each once: nothing is left thinking, and nothing that was heard is lost."""
    gate = asyncio.Event()
    async with start() as bot:
        await bot.says("Ready in")
        await discord.until(lambda: discord.commands[None])
        discord.faults.add("POST /channels/*/messages", Fault(gate=gate), times=4)
        asked = [discord.say(discord.asker, discord.general, COUNTRIES, mention=True) for _ in range(4)]
        typed = [discord.slash(discord.asker, discord.general, "alibaba", {"topic": "cainiao"}) for _ in range(8)]
        await discord.until(lambda: discord.requested(POST) and discord.requested(CALLBACK))
        stopping = asyncio.create_task(bot.stops())
        await discord.until(lambda: not discord.gateway.connections)
        gate.set()
        code, seconds = await stopping

    assert (code, bot.lines[-1]) == (0, "Stopped.")
    assert seconds < LONGEST_STOP
    assert [len(discord.replies(question)) for question in asked] == [1] * 4
    assert [len(discord.replies(command)) for command in typed if command.callbacks] == [1] * len(typed)
    assert "Traceback" not in bot.said


async def test_a_discord_that_never_answers_is_not_waited_for(discord: Discord, start: Start) -> None:
    """A post that hangs is cut off in time; what was asked is posted by the next process, once."""
    gate = asyncio.Event()
    async with start() as bot:
        await bot.says("Ready in")
        discord.faults.add("POST /channels/*/messages", Fault(gate=gate))
        asked = discord.say(discord.asker, discord.general, COUNTRIES, mention=True)
        await discord.until(lambda: discord.requested(POST))
        code, seconds = await bot.stops()
    gate.set()

    assert code == 0
    assert seconds < LONGEST_STOP
    assert len(discord.replies(asked)) <= 1


@pytest.mark.parametrize(
    "what", ["GET /users/@me", "GET /oauth2/applications/@me", "GET /gateway/bot"], ids=["user", "app", "gateway"]
)
async def test_it_can_be_stopped_while_it_connects(discord: Discord, start: Start, what: str) -> None:
    """Wherever it waits for Discord just then."""
    gate = asyncio.Event()
    discord.faults.add(what, Fault(gate=gate))
    async with start() as bot:
        await discord.until(lambda: any(f"{one.method} {one.path}" == what for one in discord.requests), 20)
        code, seconds = await bot.stops()
    gate.set()

    assert (code, bot.lines[-1]) == (0, "Stopped.")
    assert seconds < LONGEST_STOP
    assert "Traceback" not in bot.said


async def test_it_waits_for_a_discord_that_is_away_and_can_be_stopped_meanwhile(start: Start) -> None:
    """A hosting platform may start it before the network is there."""
    async with start(DOSSIER_DISCORD_API_BASE=f"http://127.0.0.1:{free_port()}/api/v10") as bot:
        await bot.says("discord.away")
        code, seconds = await bot.stops()

    assert code == 0
    assert seconds < LONGEST_STOP
    assert "Traceback" not in bot.said


async def test_it_can_be_stopped_while_it_encodes_a_large_corpus(start: Start, tmp_path: Path) -> None:
    """What is left is for the next start."""
    articles = tmp_path / "harbours" / "articles"
    articles.mkdir(parents=True)
    sentences = (f"Harbour {at} {'took in ships of the third class and ' * 25}paid its pilots." for at in range(1500))
    (articles / "all.md").write_text("---\ntitle: Harbours\n---\n\n" + "\n\n".join(sentences), encoding="utf-8")
    async with start(DOSSIER_SEARCH="meaning", DOSSIER_CORPUS=str(articles.parent)) as bot:
        await bot.says("Encoding 1500 sentences")
        code, seconds = await bot.stops()

    assert (code, bot.lines[-1]) == (0, "Stopped.")
    assert seconds < LONGEST_STOP
    assert "Traceback" not in bot.said


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("MTAwMDAwMDAwMDAwMDAwMDAw.Gabcde.reset-long-ago-reset-long-ago-reset-long", REFUSED),
        ("100000000000000000", "holds an application's id"),
        ("0123456789abcdef" * 4, "holds a public key"),
        ("nonsense", "holds no bot's token"),
    ],
)
async def test_a_token_that_discord_refuses_is_told_in_one_line(start: Start, token: str, words: str) -> None:
    """Which says what to do, and nothing of the token."""
    async with start(DISCORD_TOKEN=token) as bot:
        code = await bot.ends()

    errors = [line for line in bot.lines if line.startswith("Error: ")]
    assert code == 1
    assert [words in error for error in errors] == [True]
    assert bot.lines[-1] == errors[0]
    assert "discord.away" not in bot.said
    assert token not in bot.said
    assert "Traceback" not in bot.said


async def test_a_token_that_is_reset_later_is_told_to_the_operator(discord: Discord, start: Start, port: int) -> None:
    """The process lives on, but is not ready; it stops as ever."""
    async with start() as bot:
        await bot.says("Ready in")
        before = await probed(port)
        discord.signature = "0" * 38
        discord.gateway.close(4004)
        line = await bot.says("discord.refused")
        after = await probed_again(port)
        code, seconds = await bot.stops()

    assert before == (200, [])
    assert after == (503, ["discord"])
    assert REFUSED in line
    assert code == 0
    assert seconds < LONGEST_STOP
    assert "Traceback" not in bot.said


async def probed_again(port: int) -> tuple[int, list[str]]:
    """What the probe says once what it said before has changed, which it holds for a second."""
    said = before = await probed(port)
    async with asyncio.timeout(5):
        while said == before == (200, []):
            said = await probed(port)
    return said


async def test_it_posts_what_is_due_once_and_not_again_after_a_restart(
    discord: Discord, start: Start, tmp_path: Path
) -> None:
    """With its picture."""
    data = tmp_path / "data"
    data.mkdir()
    subscribed(data, Place("discord", str(discord.guild.id), str(discord.general.id))).close()

    async with start() as bot:
        (post,) = await discord.until(lambda: posted(discord), 20)
        await bot.stops()
    async with start() as bot:
        await bot.says("Ready in")
        await discord.reply(discord.say(discord.asker, discord.general, COUNTRIES, mention=True))
        await bot.stops()

    assert len(post.said.attachments) == 1
    assert [each for each in posted(discord) if not each.reference] == [post]
