"""Makes the fonts in bot/picture/font from InterVariable.woff2, of version 4.1.1 of the package ``inter-ui``.

``python docs/subset.py InterVariable.woff2``, with ``fonttools[woff]`` installed.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

_FOLDER = Path(__file__).parent.parent / "bot" / "picture" / "font"
_LETTERS = ((0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x1E80, 0x1E85), (0x1EA0, 0x1EF9))
_PUNCTUATION = (
    (0x2010, 0x2015),
    (0x2018, 0x201E),
    (0x2020, 0x2022),
    (0x2026, 0x2026),
    (0x2030, 0x2033),
    (0x2039, 0x203A),
)
_SIGNS = ((0x2044, 0x2044), (0x20A9, 0x20BD), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2265))
# Weight, and optical size: what is small is drawn wider and more open.
_FACES = (("Regular", 400, 20), ("SemiBold", 600, 20), ("ExtraBold", 800, 32))
_TABULAR = {"SemiBold"}  # stands where figures are read down a column


def _characters() -> list[int]:
    return [code for first, last in (*_LETTERS, *_PUNCTUATION, *_SIGNS) for code in range(first, last + 1)]


def _give_digits_one_width(font: TTFont) -> None:
    """Point the digits at the shapes that a feature would choose: what draws the picture needs not know features."""
    for record in font["GSUB"].table.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            lookup = font["GSUB"].table.LookupList.Lookup[record.Feature.LookupListIndex[0]].SubTable[0]
            mapping = getattr(lookup, "ExtSubTable", lookup).mapping
            for characters in {id(table.cmap): table.cmap for table in font["cmap"].tables}.values():
                characters.update({code: mapping[characters[code]] for code in map(ord, "0123456789")})
            return


def _name(font: TTFont, style: str, weight: int) -> None:
    for name, text in (
        (1, "Inter"),
        (2, style),
        (4, f"Inter {style}"),
        (6, f"Inter-{style}"),
        (16, "Inter"),
        (17, style),
    ):
        font["name"].setName(text, name, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight


def subset(source: Path, style: str, weight: int, optical_size: int) -> TTFont:
    """One weight of the variable font, with the characters that articles in European languages need."""
    font = instantiateVariableFont(TTFont(source), {"wght": weight, "opsz": optical_size})
    if style in _TABULAR:
        _give_digits_one_width(font)
    options = Options()
    options.layout_features = ["kern"]
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14, 16, 17]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=_characters())
    subsetter.subset(font)
    _name(font, style, weight)
    font.flavor = None
    del font["STAT"]
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    return font


if __name__ == "__main__":
    for face in _FACES:
        subset(Path(sys.argv[1]), *face).save(_FOLDER / f"Inter-{face[0]}.ttf")
