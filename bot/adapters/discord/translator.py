"""The names and descriptions of commands in other languages, from ``translations.toml``."""

import tomllib
from pathlib import Path
from typing import Any

from discord import Locale
from discord.app_commands import TranslationContext, Translator, locale_str

FILE = Path(__file__).with_name("translations.toml")


class Translations(Translator):
    """A table of texts: by locale, then by their English."""

    def __init__(self) -> None:
        self._texts: dict[str, dict[str, str]] = tomllib.loads(FILE.read_text(encoding="utf-8"))

    async def translate(self, string: locale_str, locale: Locale, context: TranslationContext[Any, Any]) -> str | None:
        """A text in a language; None, for which Discord shows the English one, where the table has none."""
        del context
        return self._texts.get(locale.value, {}).get(string.message)
