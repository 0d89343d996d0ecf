"""What doctor says of pictures: whether every topic and article can be drawn."""

from itertools import chain

from bot.config import Config
from bot.doctor import Finding, failing, ok
from bot.errors import PictureError
from bot.picture.fonts import fonts
from bot.wording import harmless
from corpus.article import CorpusError
from corpus.collection import Corpus
from corpus.load import load

_NAME = "pictures"
_MOST = 3  # named; the rest is counted
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
    holes = {name: missing for name, text in texts.items() if (missing := found.missing(harmless(text)))}
    if not holes:
        return ok(_NAME, "the fonts have every character of the topics and articles")
    named = "; ".join(f"{name}: {missing[:20]}" for name, missing in list(holes.items())[:_MOST])
    more = f"; {len(holes) - _MOST} more" if len(holes) > _MOST else ""
    return failing(_NAME, f"no font has these characters: {named}{more}", _FIX)


def _texts(corpus: Corpus) -> dict[str, str]:
    """What pictures may show, by the name of the topic or article that it is of."""
    articles = {
        article.title: " ".join(
            chain((article.title, article.author), (f"{p.text} {p.record.by}" for p in article.passages))
        )
        for article in corpus.articles
    }
    return {topic.name: topic.name for topic in corpus.topics.values()} | articles
