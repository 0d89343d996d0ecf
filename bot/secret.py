"""What is kept secret at rest: texts sealed with the operator's keys."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.errors import BotError

_HOW_TO = (
    "SLACK_TOKEN_KEY: {fault}. Make a key with: "
    'python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'
)


class Sealer:
    """Seals texts and opens what was sealed; the first key seals, each key opens."""

    def __init__(self, keys: str) -> None:
        """Take Fernet keys, separated by commas; BotError tells how to make one when a key is none."""
        names = tuple(filter(None, (key.strip() for key in keys.split(","))))
        if not names:
            raise BotError(_HOW_TO.format(fault="no key"))
        self._fernet = MultiFernet([_key(key, number) for number, key in enumerate(names, 1)])

    def seal(self, text: str) -> str:
        """The text, unreadable without a key."""
        return self._fernet.encrypt(text.encode()).decode()

    def unseal(self, sealed: str) -> str | None:
        """The text; None when none of the keys opens it, or when it was changed since."""
        try:
            return self._fernet.decrypt(sealed).decode()
        except (InvalidToken, ValueError):
            return None


def _key(key: str, number: int) -> Fernet:
    try:
        return Fernet(key)
    except ValueError as error:
        # The key itself is not said: it may be a real one with a slip of the keyboard.
        raise BotError(
            _HOW_TO.format(fault=f"key {number} is not a Fernet key (32 bytes in URL-safe base64)")
        ) from error
