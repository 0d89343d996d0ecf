"""Who may do what, whatever a server lets them see; and where the bot itself may do nothing."""

import pytest
import simcord
from discord import PermissionOverwrite, Permissions
from simcord.actors import MemberActor
from simcord.backend.errors import SetupError
from simcord.builders import ChannelHandle, GuildHandle

from tests.discord.simulated.seen import told


def _briefing(env: simcord.Env) -> int:
    """The id of the group for admins."""
    found = env.backend.find_command("briefing", None)
    assert found
    return int(found["id"])


def _bot(env: simcord.Env) -> int:
    return env.backend.bot_user.id


async def test_who_manages_the_server_may_use_the_commands_for_admins(
    admin: MemberActor, general: ChannelHandle
) -> None:
    """And is answered alone."""
    result = await admin.slash(general, "briefing gaps")

    assert "admins" not in told(result)
    assert result.ephemeral


async def test_a_member_does_not_see_the_commands_for_admins(asker: MemberActor, general: ChannelHandle) -> None:
    """By the permission that Discord asks for before it shows them."""
    with pytest.raises(SetupError, match="default-member-permissions"):
        await asker.slash(general, "briefing gaps")


async def test_whom_the_server_lets_use_a_command_is_denied_what_they_may_not_do(
    env: simcord.Env, guild: GuildHandle, asker: MemberActor, general: ChannelHandle
) -> None:
    """Privately, with the name of the permission that it takes."""
    guild.set_command_permissions(_briefing(env), {asker: True})

    result = await asker.slash(general, "briefing settings", name="audience", value="channel")

    assert "is for admins" in told(result)
    assert "Manage Server" in told(result)
    assert result.ephemeral


async def test_a_role_that_the_server_lets_use_a_command_makes_nobody_an_admin(
    env: simcord.Env, guild: GuildHandle, general: ChannelHandle
) -> None:
    """A role without permissions is looked at as a person is."""
    helpers = guild.create_role("Helpers")
    helper = guild.add_member(env.create_user("helper"), roles=[helpers])
    guild.set_command_permissions(_briefing(env), {helpers: True})

    result = await helper.slash(general, "briefing feedback")

    assert "is for admins" in told(result)
    assert result.ephemeral


async def test_who_manages_a_channel_sees_what_concerns_it_and_changes_nothing_for_all(
    env: simcord.Env, guild: GuildHandle, general: ChannelHandle
) -> None:
    """Manage Channel is enough for the gaps of that channel, and not for the server's settings."""
    keepers = guild.create_role("Keepers", permissions=Permissions(manage_channels=True))
    keeper = guild.add_member(env.create_user("keeper"), roles=[keepers])
    guild.set_command_permissions(_briefing(env), {keepers: True})

    gaps = await keeper.slash(general, "briefing gaps")
    changed = await keeper.slash(general, "briefing settings", name="audience", value="channel")

    assert "is for admins" not in told(gaps)
    assert "is for admins" in told(changed)


async def test_who_typed_a_command_for_admins_into_the_slash_word_is_denied_too(
    asker: MemberActor, admin: MemberActor, general: ChannelHandle
) -> None:
    """What Discord hides can still be typed."""
    denied = await asker.slash(general, "alibaba", topic="gaps")
    allowed = await admin.slash(general, "alibaba", topic="gaps")

    assert "is for admins" in told(denied)
    assert denied.ephemeral
    assert "is for admins" not in told(allowed)


async def test_what_an_admin_chose_holds_for_all(
    admin: MemberActor, asker: MemberActor, general: ChannelHandle
) -> None:
    """From the next command on, all see what is asked."""
    await admin.slash(general, "briefing settings", name="audience", value="channel")

    result = await asker.slash(general, "alibaba", topic="cainiao")

    assert not result.ephemeral


async def test_in_direct_messages_nobody_is_an_admin(env: simcord.Env) -> None:
    """There is no server to manage."""
    result = await env.create_user("person").slash("alibaba", topic="settings audience channel")

    assert "not in direct messages" in told(result)


async def test_where_the_bot_may_not_write_commands_are_answered_all_the_same(
    guild: GuildHandle, asker: MemberActor
) -> None:
    """A reply to a command needs no permission, as Discord has it."""
    quiet = _silent_for_the_bot(guild)

    result = await asker.slash(quiet, "alibaba", topic="cainiao")

    assert "Cainiao" in told(result)


async def test_where_the_bot_may_not_write_a_mention_is_told_to_the_owner(
    env: simcord.Env, guild: GuildHandle, asker: MemberActor
) -> None:
    """Who asked cannot be told there; the owner learns which permission is missing, once."""
    quiet = _silent_for_the_bot(guild)

    for _ in range(2):
        await asker.send(quiet, f"<@{_bot(env)}> How many countries does Cainiao reach?")

    notices = [message.content for message in guild.owner.dm_channel.history()]
    assert len(notices) == 1
    assert "Send Messages" in notices[0]
    assert f"<#{quiet.id}>" in notices[0]


async def test_a_public_reply_that_discord_refuses_is_shown_to_who_asked(
    env: simcord.Env, admin: MemberActor, asker: MemberActor, general: ChannelHandle
) -> None:
    """Better seen by one person than by nobody."""
    await admin.slash(general, "briefing settings", name="audience", value="channel")
    env.inject_error("POST", "/interactions/*", status=403, code=50013, message="Missing Permissions")

    result = await asker.slash(general, "alibaba", topic="cainiao")

    assert "Cainiao" in told(result)
    assert result.ephemeral


async def test_a_reply_that_discord_refuses_altogether_gives_way_to_an_apology(
    env: simcord.Env, asker: MemberActor, general: ChannelHandle
) -> None:
    """No interaction is left without a word."""
    env.inject_error("POST", "/interactions/*", status=400, code=50035, message="Invalid Form Body")

    result = await asker.slash(general, "alibaba", topic="cainiao")

    assert "Something went wrong" in told(result)


async def test_what_discord_refuses_to_the_last_is_lost_and_no_fault(
    env: simcord.Env, asker: MemberActor, general: ChannelHandle
) -> None:
    """The bot goes on."""
    env.inject_error("POST", "/interactions/*", status=403, code=50001, message="Missing Access", times=2)

    lost = await asker.slash(general, "alibaba", topic="cainiao")
    next_one = await asker.slash(general, "alibaba", topic="cainiao")

    assert not lost.acknowledged
    assert "Cainiao" in told(next_one)


def _silent_for_the_bot(guild: GuildHandle) -> ChannelHandle:
    """A channel where the bot may not write."""
    me = guild.me
    assert me
    return guild.create_text_channel("quiet", overwrites={me: PermissionOverwrite(send_messages=False)})
