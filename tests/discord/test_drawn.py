"""Components of ours on their way through discord.py."""

import gc
import weakref

import discord
import simcord
from discord import app_commands

from bot.adapters.discord import codes
from bot.adapters.discord.drawn import Drawn, DrawnModal
from bot.adapters.discord.modals import ask_modal
from bot.adapters.discord.render import Extras, components
from handlers.card import Action, Actions, Card, Quote
from tests.discord.published import check
from tests.slack.cards import SOLD, TEA

LONG = "How much *tea* is sold? " * 10 + "@everyone"
CARD = Card("Tea", (Quote(SOLD), Actions("", (Action("Brief me", "Tea"), Action("Ask", LONG)))), (TEA,))


class Bot(discord.Client):
    """Answers everything with the same card, and keeps no hold on what it sent."""

    def __init__(self) -> None:
        """With one command, `/tea`."""
        intents = discord.Intents(guilds=True, guild_messages=True)
        super().__init__(intents=intents, allowed_mentions=discord.AllowedMentions.none())
        self.tree = app_commands.CommandTree(self)
        self.tree.command(name="tea", description="All about tea")(self.tea)
        self.sent: list[weakref.ref[object]] = []
        self.said: list[str] = []

    async def setup_hook(self) -> None:
        """Commands are there from the start."""
        await self.tree.sync()

    async def tea(self, interaction: discord.Interaction) -> None:
        """A private reply, which discord.py would watch for a quarter of an hour."""
        await interaction.response.send_message(view=self.drawn(), ephemeral=True)
        await interaction.edit_original_response(view=self.drawn())

    async def on_message(self, message: discord.Message) -> None:
        """A reply in the channel, which is changed again: without ``content`` an edit forgets who may be called."""
        if message.author != self.user:
            answer = await message.channel.send(view=self.drawn(), nonce="tea", reference=message)
            await answer.edit(view=self.drawn(), allowed_mentions=discord.AllowedMentions.none())

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """A press opens a modal, a modal changes the message."""
        if interaction.type is discord.InteractionType.component:
            self.said.append(self.heard(interaction))
            modal = DrawnModal(ask_modal("1f2e", 300))
            self.sent.append(weakref.ref(modal))
            await interaction.response.send_modal(modal)
        if interaction.type is discord.InteractionType.modal_submit:
            await interaction.response.edit_message(view=self.drawn())

    def heard(self, interaction: discord.Interaction) -> str:
        """What a button says, from its code and the message it stands in."""
        assert interaction.data
        assert interaction.message
        code = codes.read(str(dict(interaction.data)["custom_id"]))
        assert code
        return codes.said(code, [each.to_dict() for each in interaction.message.components])

    def drawn(self) -> Drawn:
        """The card."""
        view = Drawn(components(CARD, Extras(follow_up="1f2e")))
        self.sent.append(weakref.ref(view))
        return view


async def test_what_is_sent_is_what_was_drawn_and_none_of_it_is_kept() -> None:
    """By every way that a message or modal takes; each body is one that Discord would take."""
    bot = Bot()
    async with simcord.run(bot) as env:
        channel = env.create_guild().create_text_channel("tea")
        ann = env.guild.add_member(env.create_user("ann"))

        await ann.send(channel, "tea?")
        answer = channel.last_message
        assert answer
        await ann.slash(channel, "tea")
        shown = await ann.click(answer, label="Ask")
        await ann.submit_modal(shown, {"value": "How much tea?"})

        assert bot.said == [LONG]
        bodies = [each for each in env.http_requests if each.json is not None]
        assert len(bot.sent) == 6
        assert [problem for each in bodies for problem in check(each.method, each.path, each.json)] == []
        drawn = [each.json.get("data", each.json).get("components") for each in bodies if isinstance(each.json, dict)]
        assert drawn.count(components(CARD, Extras(follow_up="1f2e"))) == 5
        gc.collect()
        assert [each() for each in bot.sent] == [None] * 6
