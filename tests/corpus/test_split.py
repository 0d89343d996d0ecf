"""Markdown to sentences, and where they stand in the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.split import Sentence, split

_PLAIN = st.text(st.sampled_from("abc ABC éß 菜鸟 0123456789 .!?,;\n\t\x0b\x85\u2028"))


def _split(text: str) -> list[Sentence]:
    return list(split(text, 0, "en"))


def _texts(text: str) -> list[str]:
    return [sentence.text for sentence in _split(text)]


def _records(text: str) -> list[tuple[str, str, int]]:
    """Each sentence with its record and the record's line."""
    return [(sentence.text, sentence.record, sentence.record_line) for sentence in _split(text)]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["Bees fly.", "Ants walk!", "Do they?"], "Bees fly. Ants walk! Do they?"),
        (
            ["Mr. Ma met Dr. Wu in the U.S. and left.", "He sold 3.5 percent."],
            "Mr. Ma met Dr. Wu in the U.S. and left. He sold 3.5 percent.",
        ),
        (["阿里巴巴是公司。", "支付宝？"], "阿里巴巴是公司。支付宝？"),
        (["Bees fly over the hills.", "Ants walk."], "Bees fly over\nthe   hills. Ants\nwalk."),
        (['He said: "Bees fly. Ants walk."', "He left."], 'He said: "Bees fly. Ants walk." He left.'),
        (["Bees", "Ants"], "Bees\n\nAnts"),
        ([], ""),
        ([], "***\n\n…\n"),
    ],
)
def test_a_paragraph_is_its_sentences(expected: list[str], text: str) -> None:
    """Abbreviations, quotations and hard wraps end none; what holds no letter is none."""
    assert expected == _texts(text)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["One.", "Two. ", "Three."], "- One.\n- Two. \n- Three.\n"),
        (["One.", "Two."], "1. One.\n10) Two.\n"),
        (["One.", "Two.", "Three."], "* One.\n  + Two.\n\n    Three.\n"),
        (["One."], "- - One.\n"),
        (["One.", "Two."], "-\tOne. Two.\n"),
        (["One goes on.", "Two."], "> One\n> goes on.\n>\n> > Two.\n"),
        (["One."], "> - One.\n"),
    ],
)
def test_marks_of_lists_and_quotations_are_no_text(expected: list[str], text: str) -> None:
    """Each item is split by itself, nested ones too."""
    assert [sentence.strip() for sentence in expected] == _texts(text)


@pytest.mark.parametrize(
    "text",
    [
        "```\nHidden. Really.\n```\n",
        "~~~\n: by: X\n~~~\n",
        "    Hidden.\n",
        "<div>\nHidden.\n</div>\n",
        "<!-- Hidden.\n: by: X\n-->\n",
        "| Hid | den |\n|---|---|\n| 1 | two |\n",
        "[hidden]: http://example.org 'Hidden.'\n",
        "---\n",
    ],
)
def test_code_html_and_tables_are_passed_over(text: str) -> None:
    """What stands around them is not."""
    assert _texts(f"Bees fly.\n\n{text}\nAnts walk.\n") == ["Bees fly.", "Ants walk."]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["Bees fly high."], "*Bees* __fly__ `high`."),
        (["See the hive."], "See [the hive](http://example.org/a.b)."),
        (["See the hive."], "See ![the *hive*](hive.png)."),
        (["Bees fly."], "Bees <b>fly</b><!-- no -->."),
        (["Bees & ants *."], "Bees &amp; ants \\*."),
        (["Bees fly high."], "Bees  \nfly\\\nhigh."),
        (["Bees fly.", "Ants walk.", "Done."], "**Bees fly.** *Ants walk.* Done."),
        (["Bees fly.", "Ants walk.", "Done."], "**Bees fly. Ants walk.** Done."),
    ],
)
def test_markup_is_dropped_and_its_words_stay(expected: list[str], text: str) -> None:
    """A link is what it says; emphasis may span sentences."""
    assert expected == _texts(text)


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("", "Bees fly.\n"),
        ("Bees and ants", "# Bees *and* [ants](x)\n\nBees fly.\n"),
        ("Ants", "# Bees\n\n## Ants\n\nBees fly.\n"),
        ("Bees", "Bees\n====\n\nBees fly.\n"),
        ("", "# Bees\n\n##\n\nBees fly.\n"),
    ],
)
def test_a_sentence_has_the_heading_above_it(heading: str, text: str) -> None:
    """The nearest one, without its markup; headings are no sentences."""
    assert [("Bees fly.", heading)] == [(sentence.text, sentence.heading) for sentence in _split(text)]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([("Up.", "", 0), ("Down.", "by: X", 2), ("On.", "", 0)], "Up. Down.\n: by: X\nOn.\n"),
        ([("A.", "by: X", 2), ("B.", "by: Y", 4)], "A.\n: by: X\nB.\n: by: Y"),
        ([("A.", "by: X", 2), ("B.", "by: Y", 4)], "A.\r\n: by: X\r\nB.\r\n: by: Y\r\n"),
        ([("A.", "by: X", 2), ("B.", "", 0)], "- A.\n  : by: X\n- B.\n"),
        ([("A.", "by: X", 2)], "- A.\n: by: X\n"),
        ([("A.", "", 0), ("B.", "by: X", 3)], "- A.\n  - B.\n    : by: X\n"),
        ([("A.", "", 0), ("B.", "by: X", 4)], "- A.\n\n  B.\n  : by: X\n"),
        ([("A.", "by: X", 2)], "> A.\n> : by: X\n"),
        ([("A.", "by: X", 2)], "> A.\n: by: X\n"),
        ([("A.", "by: X", 2)], "A.\n:by: X\n"),
        ([("A.", "as-of : 2016", 2)], "A.\n:\tas-of : 2016\n"),
        ([("A :) B", "", 0)], "A\n:) B\n"),
        ([("A.", "by: X; place: Y", 2)], "A.\n: by: X\n: place: Y\n"),
        ([("A.", "by: X; place: Y", 2), ("B.", "by: Z", 5)], "A.\n: by: X\n: place: Y\nB.\n: by: Z\n"),
        ([("A.", "by: X; place: Y", 2), ("B.", "", 0)], "- A.\n  : by: X\n  : place: Y\n- B.\n"),
        ([("A.", "by: X; place: Y", 2)], "> A.\n> : by: X\n> : place: Y\n"),
    ],
)
def test_a_record_describes_the_sentence_right_above(expected: list[tuple[str, str, int]], text: str) -> None:
    """In lists and quotations too, whatever ends the lines; the record may go on for several of them."""
    assert expected == _records(text)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([("", "by: X", 1), ("A.", "", 0)], ": by: X\nA.\n"),
        ([("A.", "", 0), ("", "by: X", 3)], "A.\n\n: by: X\n"),
        ([("", "by: X; place: Y", 1), ("A.", "by: Z", 4)], ": by: X\n: place: Y\nA.\n: by: Z\n"),
    ],
)
def test_a_record_without_a_sentence_is_not_lost(expected: list[tuple[str, str, int]], text: str) -> None:
    """It comes as a sentence without text, so that the loader can complain."""
    assert expected == _records(text)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([("Up.", 0), ("Down.", 0), ("On.", 11)], "Up. Down.\n\nOn.\n"),
        ([("Up.", 0), ("Down.", 0)], "Up.\n: by: X\nDown.\n"),
        ([("Up.", 0), ("Down.", 7), ("On.", 7)], "- Up.\n\n- Down. On.\n"),
        ([("Up.", 7), ("Down.", 7)], "# Way\n\nUp. Down.\n"),
    ],
)
def test_sentences_of_one_paragraph_or_item_stand_together(expected: list[tuple[str, int]], text: str) -> None:
    """Known by the offset at which it begins, with record lines between them too."""
    assert expected == [(sentence.text, sentence.paragraph) for sentence in _split(text)]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_and_offsets_are_those_of_the_file(newline: str) -> None:
    """The front matter counts too."""
    text = newline.join(["---", "title: A", "---", "", "# Bees", "", "- Bees", "  fly. Ants walk.", ""])
    start = text.index("# Bees")
    sentences = list(split(text, start, "en"))
    assert [(s.line, text[s.start : s.end].split()) for s in sentences] == [
        (7, ["Bees", "fly."]),
        (8, ["Ants", "walk."]),
    ]


def test_characters_that_other_tools_take_for_line_ends_are_none() -> None:
    """Nothing is lost behind a form feed or a Unicode line separator."""
    assert _texts("Bees\x0bfly.\n\nAnts\u2028walk.\n\nWasps\x85hum.\rMoths rest.") == [
        "Bees fly.",
        "Ants walk.",
        "Wasps hum.",
        "Moths rest.",
    ]


@pytest.mark.parametrize("language", ["zh", "de", "", "no such language"])
def test_any_language_splits(language: str) -> None:
    """An unknown one falls back instead of failing."""
    assert [s.text for s in split("Bees fly. 菜鸟是网络。", 0, language)] == ["Bees fly.", "菜鸟是网络。"]


@given(_PLAIN)
def test_a_plain_sentence_is_its_source_with_white_space_folded(text: str) -> None:
    """What is quoted stands in the article, and sentences neither overlap nor change places."""
    behind = 0
    for sentence in split(text, 0, "en"):
        assert sentence.text == " ".join(text[sentence.start : sentence.end].split())
        assert sentence.start >= behind
        assert sentence.line == text.count("\n", 0, sentence.start) + 1
        behind = sentence.end


@given(_PLAIN)
def test_no_word_of_a_plain_text_is_lost(text: str) -> None:
    """All of it is in some sentence, but marks of lists."""
    if all(line[:1].isalpha() for line in text.splitlines()):
        kept = "".join(sentence.text for sentence in split(text, 0, "en"))
        assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]


@given(st.text(st.sampled_from("ab.! \t\r\n:;#*_>-+`|[]()<&\\1=~")) | st.text())
def test_any_text_splits_into_sentences_that_say_something(text: str) -> None:
    """Markup of any kind, broken or nested, is no fault; a sentence without text has a record."""
    for sentence in split(text, 0, "en"):
        assert 0 <= sentence.start <= sentence.end <= len(text)
        assert sentence.record_line if not sentence.text else any(c.isalnum() for c in sentence.text)
