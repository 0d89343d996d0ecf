"""What doctor says of pictures: whether every topic and article can be drawn."""

import unicodedata
from collections.abc import Mapping
from itertools import chain

from bot.config import Config
from bot.doctor import Finding, failing, ok
from bot.errors import PictureError
from bot.picture.fonts import Fonts, fonts, leftward
from bot.wording import harmless
from corpus.article import CorpusError
from corpus.collection import Corpus
from corpus.load import load

_NAME = "pictures"
_MOST = 3  # named; the rest is counted
_LEFTWARD = "no font is missing; facts with letters written from right to left are posted without pictures"
_FIX = "Name fonts that have them: 'font_files' under [picture] in config.toml, or DOSSIER_PICTURE_FONT_FILES."


def pictures(read: Config) -> Finding:
    """Whether the fonts can be read, and have all characters of the topics' names and of the articles."""
    try:
        found = fonts(read.picture.font_files)
        texts = _texts(load(read.corpus))
    except PictureError as error:
        return failing(_NAME, str(error), "Facts are posted without pictures until then.")
    except CorpusError:
        return failing(_NAME, "the articles cannot be read", "Correct them first.")
    strange = {name: letters for name, text in texts.items() if (letters := leftward(harmless(text)))}
    holes = {name: missing for name, text in texts.items() if (missing := _missing(found, text))}
    if holes:
        return failing(_NAME, f"no font has these characters: {_named(holes)}", _FIX)
    if strange:
        return ok(_NAME, f"{_LEFTWARD}: {_named(strange)}")
    return ok(_NAME, "the fonts have every character of the topics and articles")


def _missing(found: Fonts, text: str) -> str:
    """The characters of a text that a font would help: none of a script that is written from right to left."""
    scripts = set(map(_script, leftward(text)))
    return "".join(c for c in found.missing(harmless(text)) if _script(c) not in scripts)


def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0]


def _named(characters: Mapping[str, str]) -> str:
    """The first few, by the name of where they stand."""
    named = "; ".join(f"{name}: {each[:20]}" for name, each in list(characters.items())[:_MOST])
    return named + (f"; {len(characters) - _MOST} more" if len(characters) > _MOST else "")


def _texts(corpus: Corpus) -> dict[str, str]:
    """What pictures may show, by the name of the topic or article that it is of."""
    articles = {
        article.title: " ".join(
            chain((article.title, article.author), (f"{p.text} {p.record.by}" for p in article.passages))
        )
        for article in corpus.articles
    }
    return {topic.name: topic.name for topic in corpus.topics.values()} | articles
