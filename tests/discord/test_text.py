"""Words on their way to Discord: escaped, cut, counted and linked."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.adapters.discord.text import cut, escape, length, link, shortened, unescape
from bot.wording import harmless, visible
from tests.discord.markdown import Reading, pings, read

MARKUP = (
    "@everyone @here @silent <@1> <@!1> <@&1> <#1> </cmd:1> <t:1> <t:1:R> <:e:1> <a:e:1> <id:browse> :tada: ::a:b:: "
    "**b** *i* _i_ __u__ ~~s~~ ||x|| `c` ``c`` ```c``` [x](https://y.example) [x](<https://y.example>) x](https://y "
    "https://e.example http://a.b/c_d_ <https://e.example> discord://x # ## ### -# - + * 1. 12. > >>> \\ \\* \\\\ "
    "** __ ~~ || ` `` ``` [ ] ( ) < @ : _ * -#x #x 1.x ¯\\_(ツ)_/¯ 12:30:45 菜鸟 🍵 \u00a0 \u200b \u2028 \x00 \ud800"
).split(" ")
marked = st.lists(st.sampled_from([*MARKUP, " ", "\n", "a"]) | st.text(max_size=4), max_size=10).map("".join)
spaced = st.lists(st.sampled_from(MARKUP) | st.text(max_size=4), max_size=10).map(" ".join)
texts = marked | spaced | st.text(max_size=60)
_BEFORE = ["", "# ", "### ", "-# ", "- ", "  - ", "- a: ", "a ", "1 ", "**a** ", "a\n", "a\u00a0[1] *b* "]


@settings(max_examples=1000, deadline=None)
@given(texts, st.sampled_from(_BEFORE))
@example("- a", "  - ")
@example("x](https://y.example)", "a\u00a0[1] ")
@example("1. a", "# ")
def test_no_text_is_anything_but_words_once_escaped(text: str, before: str) -> None:
    """Wherever it stands in a line, Discord shows what was written, on one line, and finds nothing more in it."""
    alone, said = read(before + "x"), harmless(text).lstrip()

    shown = read(before + escape(said) + "x")

    assert shown.text == alone.text[:-1] + said + "x"
    assert [mark.kind for mark in shown.marks] == [mark.kind for mark in alone.marks]
    assert list(pings(escape(text))) == []


@settings(deadline=None)
@given(texts)
def test_an_escaped_text_can_be_taken_back(text: str) -> None:
    """What a message quotes is what is asked."""
    assert unescape(escape(text)) == harmless(text)


@settings(deadline=None)
@given(texts, texts, texts)
def test_words_between_markup_of_ours_leave_it_as_it_is(before: str, strong: str, after: str) -> None:
    """The figure is bold, and it alone."""
    if not harmless(strong).strip():
        return

    shown = read(f"- {escape(before)}**{escape(strong)}**{escape(after)}\u00a0[1]")

    assert shown.of("bold") == [harmless(strong)]
    assert [mark.kind for mark in shown.marks] == ["list", "bold"]
    assert shown.text.lstrip() == f"{harmless(before)}{harmless(strong)}{harmless(after)}\u00a0[1]".lstrip()


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("427 million users, 70 percent (2016)", "427 million users, 70 percent (2016)"),
        ("3.5 - 4.5 at 12:30", "3.5 - 4.5 at 12:30"),
        ("snake_case", "snake\\_case"),
        ("@everyone", "\\@everyone"),
        ("see https://e.example", "see https\\://e.example"),
        (":tada:", "\\:tada:"),
        ("- a", "\\- a"),
        (" 12. a", " 12\\. a"),
        ("[x](y)", "\\[x\\]\\(y)"),
    ],
)
def test_only_what_means_something_is_escaped(text: str, escaped: str) -> None:
    """A plain sentence costs none of the four thousand characters."""
    assert escape(text) == escaped


@given(st.text("ab 菜🍵", max_size=60), st.integers(2, 40))
def test_a_short_text_is_whole_and_a_long_one_ends_with_an_ellipsis_after_a_word(text: str, most: int) -> None:
    """No word is cut where there is a place between words, and no character in the middle."""
    short = shortened(text, most)

    whole = visible(text)
    assert length(short) <= most
    assert short == whole or (short.endswith("…") and whole.startswith(short[:-1]))
    if short != whole and " " in whole[: len(short) - 1]:
        assert whole[len(short) - 1] == " "


def test_a_text_is_cut_between_words() -> None:
    """The last word goes as a whole; a single long one has to be cut."""
    assert cut("green tea leaves", 11) == "green tea…"
    assert cut("greentealeaves", 6) == "green…"
    assert cut("🍵🍵🍵", 4) == "🍵…"


def test_a_character_beyond_the_first_plane_counts_twice() -> None:
    """Chinese counts as it is read; emoji as the clients count them."""
    assert length("tea") == 3
    assert length("菜鸟") == 2
    assert length("🍵") == 2


def test_nothing_is_never_said() -> None:
    """Discord refuses an empty text."""
    assert visible(" \u200b") == "–"


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://example.org/tea", "[example.org](<https://example.org/tea>)"),
        (" https://example.org/a_(b)*c ", "[example.org](<https://example.org/a_%28b%29%2Ac>)"),
        ("https://example.org/\\x>)[y](z", "[example.org](<https://example.org/%5Cx%3E%29%5By%5D%28z>)"),
        ("https://user:secret@example.org/", ""),
        ("https://菜鸟.example/", ""),
        ("javascript:alert(1)", ""),
        ("https://[", ""),
        ("example.org", ""),
        ("https://example.org/" + "x" * 600, ""),
    ],
)
def test_only_a_web_address_becomes_a_link(address: str, linked: str) -> None:
    """It is named after its host, and nothing breaks out of it."""
    assert link(address) == linked


def test_a_link_is_read_as_one() -> None:
    """With the address that was given, and no preview."""
    shown = read(f"-# Tea. {link('https://example.org/a_(b)')}")

    assert isinstance(shown, Reading)
    assert [(mark.text, mark.address) for mark in shown.marks if mark.kind == "link"] == [
        ("example.org", "https://example.org/a_%28b%29")
    ]
