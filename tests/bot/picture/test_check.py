"""What doctor says of pictures, and the setting that it speaks of."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from bot.config import Config, Picture, load
from bot.doctor import Status
from bot.errors import ConfigError
from bot.picture.check import pictures

ARTICLE = "---\ntitle: Shopping\n---\n\n双十一 was in 2016.\n"


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A corpus with an article that has Chinese letters."""
    (tmp_path / "corpus" / "articles").mkdir(parents=True)
    (tmp_path / "corpus" / "articles" / "a.md").write_text(ARTICLE, encoding="utf-8")
    return load({"DOSSIER_CORPUS": str(tmp_path / "corpus")}, tmp_path)


def test_the_articles_that_ship_can_be_drawn() -> None:
    """With the bundled fonts alone."""
    assert pictures(load({}, Path.cwd())).status is Status.OK


def test_letters_that_no_font_has_are_named_with_what_has_them(config: Config) -> None:
    """And with the setting that helps."""
    found = pictures(config)

    assert found.status is Status.FAILING
    assert found.found == "no font has these characters: Shopping: 双十一"
    assert "font_files" in found.fix


def test_a_font_that_has_them_mends_it(config: Config, squares: Path) -> None:
    """The one of the setting."""
    assert pictures(replace(config, picture=Picture((squares,)))).status is Status.OK


@pytest.mark.parametrize("letters", ["שַׁבָּת", "سَلام،"])
def test_letters_from_right_to_left_are_no_matter_of_fonts(config: Config, squares: Path, letters: str) -> None:
    """Nothing can be done for them: their facts come in words. Fonts for the others are still asked for."""
    (config.corpus / "articles" / "b.md").write_text(
        ARTICLE.replace("双十一", letters).replace("Shopping", "Tea"), encoding="utf-8"
    )

    found = pictures(replace(config, picture=Picture((squares,))))
    without = pictures(config)

    assert found.status is Status.OK
    assert f"written from right to left are posted without pictures: Tea: {letters[0]}" in found.found
    assert without.found == "no font has these characters: Shopping: 双十一"


def test_more_than_three_are_counted(config: Config) -> None:
    """A line is no list."""
    for number in range(5):
        text = ARTICLE.replace("Shopping", f"Shopping {number}").replace("was in", f"{number} was in")
        (config.corpus / "articles" / f"b{number}.md").write_text(text, encoding="utf-8")

    assert pictures(config).found.endswith("; 3 more")


def test_a_font_that_cannot_be_read_is_named(config: Config, tmp_path: Path) -> None:
    """With its path."""
    found = pictures(replace(config, picture=Picture((tmp_path / "none.ttf",))))

    assert (found.status, "none.ttf: No such file" in found.found) == (Status.FAILING, True)


def test_articles_that_cannot_be_read_are_no_fault_of_the_fonts(config: Config) -> None:
    """They come first."""
    (config.corpus / "articles" / "a.md").write_text("---\ntitel: A\n---\n", encoding="utf-8")

    assert pictures(config).found == "the articles cannot be read"


def test_font_files_are_a_list_in_the_file_and_a_path_in_the_environment(tmp_path: Path) -> None:
    """From the file's folder, and from the working directory."""
    (tmp_path / "config.toml").write_text('[picture]\nfont_files = ["fonts/a.ttf", "/b.ttf"]\n', encoding="utf-8")

    assert load({}, tmp_path).picture.font_files == (tmp_path / "fonts/a.ttf", Path("/b.ttf"))
    variable = {"DOSSIER_PICTURE_FONT_FILES": os.pathsep.join(("c.ttf", "d.ttf"))}
    assert load(variable, tmp_path).picture.font_files == (tmp_path / "c.ttf", tmp_path / "d.ttf")


@pytest.mark.parametrize("value", ['"a.ttf"', "[1]", '[""]', "true"])
def test_font_files_that_are_no_list_of_files_are_refused(tmp_path: Path, value: str) -> None:
    """The message says what is expected."""
    (tmp_path / "config.toml").write_text(f"[picture]\nfont_files = {value}\n", encoding="utf-8")

    with pytest.raises(ConfigError, match=r"picture\.font_files: expected a list of files"):
        load({}, tmp_path)
