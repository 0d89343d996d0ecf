"""Who and what there is in a loopback Discord: guilds, people, roles, channels. The bot hears of every change."""

from tests.discord.fake import events
from tests.discord.fake.clock import made_at
from tests.discord.fake.message import Message
from tests.discord.fake.permissions import DEFAULT, Overwrite, Permission
from tests.discord.fake.state import State
from tests.discord.fake.threads import open_thread
from tests.discord.fake.world import DIRECT, GROUP, PRIVATE_THREAD, TEXT, Channel, Guild, Member, Role, User


class Places(State):
    """A Discord that people arrange; it begins with a guild, its owner, a member and a channel."""

    def __init__(self) -> None:
        super().__init__()
        self.admin = self.add_user("ada")
        self.asker = self.add_user("mia")
        self.guild = self.add_guild("Acme", self.admin)
        self.join(self.guild, self.asker)
        self.general = self.add_channel(self.guild, "general")

    def add_user(self, name: str, locale: str = "en-US", *, is_bot: bool = False, has_installed: bool = False) -> User:
        """A new user, in no guild."""
        user = User(self.clock.snowflake(), name, locale, is_bot=is_bot, has_installed=has_installed)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str, owner: User | None = None, *, has_bot: bool = True, locale: str = "en-US") -> Guild:
        """A new guild without channels, with the bot in it unless told otherwise."""
        guild = Guild(self.clock.guild_snowflake(), name, owner or self.admin, locale, has_bot)
        guild.roles[guild.id] = Role(guild.id, guild, "@everyone", DEFAULT)
        self.guilds[guild.id] = guild
        self.join(guild, guild.owner)
        if has_bot:
            role = self.add_role(guild, "bot")
            role.bot = self.bot.id
            self.join(guild, self.bot, role)
            self.tell(events.guild_created(self, guild))
        return guild

    def join(self, guild: Guild, user: User, *roles: Role) -> Member:
        """A new member."""
        joined_at = made_at(self.clock.snowflake())
        guild.members[user.id] = member = Member(user, joined_at, tuple(role.id for role in roles))
        return member

    def add_role(self, guild: Guild, name: str, permissions: Permission = Permission.NONE) -> Role:
        """A new role that nobody has."""
        role = Role(self.clock.snowflake(), guild, name, permissions)
        guild.roles[role.id] = role
        return role

    def grant(self, role: Role, permissions: Permission) -> None:
        """Gives a role exactly these permissions."""
        role.permissions = permissions
        self.tell(events.role_updated(role.guild, role.as_payload()))

    def assign(self, guild: Guild, user: User, *roles: Role) -> None:
        """Gives a member exactly these roles."""
        member = guild.members[user.id]
        member.roles = tuple(role.id for role in roles)
        self.tell(events.member_updated(guild, member))

    def add_channel(self, guild: Guild, name: str, kind: int = TEXT) -> Channel:
        """A new channel."""
        return self.open_channel(Channel(self.clock.snowflake(), name, kind, guild), "CHANNEL_CREATE")

    def add_thread(self, parent: Channel, name: str, message: Message | None = None) -> Channel:
        """A new thread in a channel, of its own or on a message."""
        return open_thread(self, parent, name, message, self.admin)

    def add_private_thread(self, parent: Channel, name: str, *users: User) -> Channel:
        """A new thread in a channel for these users alone, and for those who may manage threads."""
        insiders = {user.id for user in users}
        thread = Channel(self.clock.snowflake(), name, PRIVATE_THREAD, parent.guild, parent, insiders=insiders)
        return self.open_channel(thread, "THREAD_CREATE")

    def invite(self, thread: Channel, user: User) -> None:
        """Invites a user to a private thread."""
        thread.insiders.add(user.id)
        if user is self.bot:
            self.tell(events.channel_event("THREAD_CREATE", thread))

    def expel(self, thread: Channel, user: User) -> None:
        """Removes a user from a private thread, of which a bot is not told here."""
        thread.insiders.discard(user.id)

    def threads(self, channel: Channel) -> tuple[Channel, ...]:
        """The threads in a channel."""
        return tuple(found for found in self.channels.values() if found.parent is channel)

    def permit(
        self,
        channel: Channel,
        whom: Role | User,
        *,
        allow: Permission = Permission.NONE,
        deny: Permission = Permission.NONE,
    ) -> None:
        """Allows or denies a role or user something in a channel."""
        channel.overwrites[whom.id] = Overwrite(isinstance(whom, Role), allow, deny)
        self.tell(events.channel_event("CHANNEL_UPDATE", channel))

    def archive(self, thread: Channel, *, is_locked: bool = False) -> None:
        """Archives a thread; a locked one opens to nobody without MANAGE_THREADS."""
        thread.is_archived, thread.is_locked = True, is_locked
        self.tell(events.channel_event("THREAD_UPDATE", thread))

    def direct(self, user: User) -> Channel:
        """The direct messages between a user and the bot."""
        return self.private(DIRECT, (self.bot, user))

    def group(self, *users: User) -> Channel:
        """A conversation of people among themselves, without the bot."""
        return self.private(GROUP if len(users) > 2 else DIRECT, users)

    def remove_channel(self, channel: Channel) -> None:
        """Deletes a channel with its threads, or a thread."""
        for gone in (*self.threads(channel), channel):
            self.channels.pop(gone.id)
            if gone.guild is not None:
                gone.guild.channels.pop(gone.id)
        self.tell(events.channel_event("THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE", channel))

    def remove_guild(self, guild: Guild) -> None:
        """Removes the bot from a guild."""
        self.lose_guild(guild)
