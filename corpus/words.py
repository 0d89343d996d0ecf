"""Text as it is compared: normal form, words, stems."""

import re
import unicodedata
from collections.abc import Collection
from functools import cache, lru_cache
from pathlib import Path

import Stemmer

# Words of German, French, Spanish, Italian and Portuguese, without accents, that are no English ones: those that ask
# tell a language by themselves, the commonest others by twos.
FOREIGN_ASKING = frozenset(
    """wie viele wieviel wer wann warum welche welcher combien quand qui pourquoi quel quelle quels quelles
    cuanto cuantos cuantas cuando quien donde cual quanti quante perche quantos quantas quem""".split()
)
_FOREIGN_WORDS = frozenset(
    """der das und ist wo haben wurde von mit fur im dem ein eine sind le la les des est une ou du dans sur avec ont
    il elle el que una por para tiene es del gli di che nel uma tem""".split()
)
_FOREIGN_ENOUGH = 2
_LAST_LATIN = "\u024f"
_APOSTROPHES = dict.fromkeys(map(ord, "'`\u2018\u2019\u02bc\uff07"))
_LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕԁһӏԛԝвмнткαορνικτυωɑⅼ",
    "aeopcyxijsdhlqwbmhtkaopviktuwal",
)
_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_POSSESSIVE = re.compile(r"(?<=\w)['\u2019]s\b", re.IGNORECASE)
_IRREGULAR = Path(__file__).with_name("irregular.txt")
_STEMMER = Stemmer.Stemmer("english")

STOP_WORDS = frozenset(
    """a an the and or of in on at to for from by with as is are was were be been being do does did has have had it its
    this that these those there here i me my we our us you your he his him she her they their them them who whom whose
    what which when where why how much many if then than so not no can could would should will shall may might must
    about into over up out also just please tell show give let say says said know any some s t many
    according article articles roughly actually exactly really besides
    what's where's who's how's when's isn't aren't don't doesn't didn't wasn't can't i'm i've please
    thanks thank ok get got together""".replace("'", "").split()
)


def visible(text: str) -> str:
    """Text without control, invisible and direction-changing characters, white space folded to single spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = (
        " " if c.isspace() else c
        for c in text
        if c.isspace() or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    return " ".join("".join(kept).split())


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """The form in which names are compared: NFKC, case folded, look-alikes folded, alphanumerics and single spaces."""
    folded = unicodedata.normalize("NFKC", visible(text)).casefold().translate(_APOSTROPHES)
    decomposed = unicodedata.normalize("NFKD", folded.replace("&", " and "))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(_fold_look_alikes(word) for word in _WORD.findall(unicodedata.normalize("NFC", bare)))


def _fold_look_alikes(word: str) -> str:
    """A word that hides look-alike letters among Latin ones (or holds nothing else) as its Latin reading."""
    if word.isascii():
        return word
    latin = word.translate(_LOOK_ALIKES)
    return latin if latin.isascii() else word


def squeezed(text: str) -> str:
    """The normal form without spaces: what exact and fuzzy comparison of names runs on."""
    return normal(text).replace(" ", "")


def name_words(text: str) -> list[str]:
    """The words of a text in normal form, possessive endings dropped, as names are looked for in running text."""
    return normal(_POSSESSIVE.sub("", text)).split()


@cache
def _bases() -> dict[str, str]:
    """Irregular forms, and number words, with their bases."""
    lines = _IRREGULAR.read_text(encoding="utf-8").splitlines()
    return {form: line.split()[0] for line in lines if not line.startswith("#") for form in line.split()[1:]}


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The English stem of one word in normal form: "overtook" gives that of "overtake"."""
    return str(_STEMMER.stemWord(_bases().get(word, word)))


def has_han(text: str) -> bool:
    """Whether a text holds Chinese characters, whose words no spaces separate."""
    return _HAN.search(text) is not None


def is_foreign(words: Collection[str]) -> bool:
    """Whether words in normal form, names aside, are of another language than English."""
    other_script = [word for word in words if any(c > _LAST_LATIN for c in word)]
    if 2 * len(other_script) > len(words) or not FOREIGN_ASKING.isdisjoint(words):
        return True
    return len(_FOREIGN_WORDS.intersection(words)) >= _FOREIGN_ENOUGH


def stems(text: str) -> list[str]:
    """The stems of a text's content words, in order; a run of Chinese gives its overlapping pairs of characters."""
    found: list[str] = []
    for word in name_words(text):
        if has_han(word):
            found += [word[i : i + 2] for i in range(max(1, len(word) - 1))]
        elif word not in STOP_WORDS:
            found.append(stem(word))
    return found
