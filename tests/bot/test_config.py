"""Settings: where they come from, which one wins, and what is said of a wrong one."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.config import SETTINGS, Config, Posts, load
from bot.errors import ConfigError
from corpus.match import Thresholds
from handlers.request import Settings

ROOT = Path(__file__).resolve().parents[2]


def written(folder: Path, text: str) -> Path:
    """A folder with this config.toml."""
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return folder


def fault(environment: dict[str, str], folder: Path) -> str:
    """What is said of settings that cannot be used."""
    with pytest.raises(ConfigError) as caught:
        load(environment, folder)
    return str(caught.value)


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    """A folder without config.toml gives the shipped corpus and every default."""
    expected = Config(ROOT / "corpus", tmp_path / "data", Thresholds(), Settings(), "warning")

    assert expected == load({}, tmp_path)


def test_the_shipped_file_holds_every_setting_and_only_defaults() -> None:
    """config.toml lists each setting once, with its default and a comment that says why."""
    tables = tomllib.loads((ROOT / "config.toml").read_text(encoding="utf-8"))
    flat = {
        (f"{key}.{name}" if isinstance(value, dict) else key): inner
        for key, value in tables.items()
        for name, inner in (value.items() if isinstance(value, dict) else [("", value)])
    }

    assert {setting.key: setting.default for setting in SETTINGS} == flat
    assert load({}, ROOT).corpus == ROOT / "corpus"


def test_every_setting_is_documented_with_its_variable_and_default() -> None:
    """docs/configuration.md has one row for each setting, and no other."""
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z_.]+)` \| `(DOSSIER_\w+)` \| `(.+?)` \|", page, re.MULTILINE)

    def written_in_toml(default: object) -> str:
        return str(default).lower() if isinstance(default, bool) else str(default)

    assert [(each.key, each.variable, written_in_toml(each.default)) for each in SETTINGS] == rows


def test_the_file_changes_what_it_names_and_its_paths_start_from_its_folder(tmp_path: Path) -> None:
    """A value in the file replaces the default; everything else stays."""
    written(tmp_path, 'word = "tea"\ncorpus = "my-corpus"\n[limits]\nrelated = 2\n[thresholds]\ntie = 0\n')

    config = load({}, tmp_path)

    assert config.corpus == tmp_path / "my-corpus"
    assert config.limits == Settings("tea", related=2)
    assert config.thresholds == Thresholds(tie=0)


def test_a_variable_overrides_the_file(tmp_path: Path) -> None:
    """Texts, numbers and paths of the environment win over those of the file."""
    written(tmp_path, 'word = "tea"\n[log]\nlevel = "error"\n')
    environment = {
        "DOSSIER_WORD": "coffee",
        "DOSSIER_DATA": "elsewhere",
        "DOSSIER_LIMITS_FACTS_PER_GROUP": "9",
        "DOSSIER_THRESHOLDS_ACCEPT": "0.9",
        "DOSSIER_SEARCH": "words",
        "DOSSIER_LOG_LEVEL": "debug",
        "HOME": "/not/ours",
    }

    config = load(environment, tmp_path)

    assert config.limits == Settings("coffee", facts_per_group=9)
    assert config.thresholds == Thresholds(accept=0.9)
    assert config.data == tmp_path / "elsewhere"
    assert config.search == "words"
    assert config.log_level == "debug"


def test_the_file_may_be_elsewhere(tmp_path: Path) -> None:
    """DOSSIER_CONFIG names the file, and its paths start from where it is."""
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "tea.toml").write_text('data = "store"', encoding="utf-8")

    assert load({"DOSSIER_CONFIG": "etc/tea.toml"}, tmp_path).data == tmp_path / "etc" / "store"


def test_a_hosting_platform_sets_port_and_database(tmp_path: Path) -> None:
    """PORT and DATABASE_URL keep the names that platforms give them."""
    config = load({"PORT": "9090", "DATABASE_URL": "postgresql://db"}, tmp_path)

    assert config.server.port == 9090
    assert config.secrets.database_url == "postgresql://db"


def test_the_port_of_a_platform_wins_over_the_setting(tmp_path: Path) -> None:
    """A platform forwards to the port it gave, whatever stands in the file."""
    config = load({"PORT": "9090", "DOSSIER_SERVER_PORT": "7070"}, tmp_path)

    assert config.server.port == 9090


def test_secrets_are_read_and_never_shown(tmp_path: Path) -> None:
    """A token pasted with a line end still works, and no repr holds it."""
    config = load({"SLACK_BOT_TOKEN": "xoxb-1-2-secret\n"}, tmp_path)

    assert config.secrets.slack_bot_token == "xoxb-1-2-secret"
    assert "secret" not in repr(config).replace("secrets", "")


def test_what_is_posted_is_set_in_the_file_or_the_environment(tmp_path: Path) -> None:
    """A zone may be named as people name it; yes and no are true and false."""
    written(tmp_path, '[posts]\nzone = "paris"\ncatch_up_hours = 2\npicture = true\n')

    assert load({}, tmp_path).posts == Posts("Europe/Paris", 2)
    assert not load({"DOSSIER_POSTS_PICTURE": "False"}, tmp_path).posts.picture


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("ZONE", "Mars/Olympus", "DOSSIER_POSTS_ZONE: expected a time zone such as"),
        ("CATCH_UP_HOURS", "0", "a whole number, 1 or more"),
        ("PICTURE", "maybe", "expected true or false, got 'maybe'"),
    ],
)
def test_what_cannot_be_posted_by_is_refused_at_the_start(tmp_path: Path, name: str, value: str, expected: str) -> None:
    """With what would do."""
    assert expected in fault({f"DOSSIER_POSTS_{name}": value}, tmp_path)


@pytest.mark.parametrize("address", ["slack.com", "https://slack.com/api", "ftp://slack.com/", "https://slack.com/?a/"])
def test_an_address_of_an_api_is_whole_and_ends_with_a_slash(tmp_path: Path, address: str) -> None:
    """What would lead nowhere is refused at the start."""
    assert "expected an address" in fault({"DOSSIER_SLACK_API_BASE": address}, tmp_path)


@pytest.mark.parametrize(
    "address", ["discord.com/api/v10", "https://discord.com", "https://discord.com/api/v10/", "https://discord.com/?a"]
)
def test_an_address_of_discord_names_a_version_and_has_no_slash_at_its_end(tmp_path: Path, address: str) -> None:
    """Paths are put behind it as they are."""
    assert "expected an address" in fault({"DOSSIER_DISCORD_API_BASE": address}, tmp_path)


def test_a_port_of_the_file_is_one_that_there_is(tmp_path: Path) -> None:
    """The range is told."""
    assert "from 1 to 65535" in fault({}, written(tmp_path, "[server]\nport = 70000\n"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("wword = 'tea'", "unknown setting 'wword': did you mean 'word'?"),
        (
            "[limits]\nfact_per_group = 3",
            "unknown setting 'limits.fact_per_group': did you mean 'limits.facts_per_group'?",
        ),
        ("limits = 3", "unknown setting 'limits': did you mean 'limits."),
        ("[word]\na = 1", "word: expected text, got {'a': 1}"),
        ("word = 3", "word: expected text, got 3"),
        ("word = ''", "word: expected text, got ''"),
        ("word = '/tea pot'", "word: expected one word of letters and digits, without the slash, got '/tea pot'"),
        ("[limits]\nrelated = true", "limits.related: expected a whole number, 0 or more, got True"),
        ("[limits]\nrelated = -1", "limits.related: expected a whole number, 0 or more, got -1"),
        ("[thresholds]\ntie = 2", "thresholds.tie: expected a number from 0 to 1, got 2"),
        ("[limits]\nlongest_question = 19", "limits.longest_question: expected a whole number, 20 or more, got 19"),
        ("search = 'magic'", "search: expected one of meaning, words, got 'magic'"),
        ("[log]\nlevel = 'loud'", "log.level: expected one of debug, info, warning, error, got 'loud'"),
        ("word = ", "cannot be read: Invalid value"),
    ],
)
def test_a_wrong_file_says_what_is_expected(tmp_path: Path, text: str, said: str) -> None:
    """The message names the file, the setting, and what to write instead."""
    message = fault({}, written(tmp_path, text))

    assert message.startswith(f"{tmp_path / 'config.toml'}: ")
    assert said in message


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"DOSSIER_CORPSU": "x"}, "environment: unknown setting 'DOSSIER_CORPSU': did you mean 'DOSSIER_CORPUS'?"),
        ({"DOSSIER_CORPUS": ""}, "DOSSIER_CORPUS: empty: give it a value, or unset it for the default"),
        ({"DOSSIER_LIMITS_RELATED": "six"}, "DOSSIER_LIMITS_RELATED: expected a whole number, 0 or more, got 'six'"),
        ({"DOSSIER_THRESHOLDS_TIE": "nan"}, "DOSSIER_THRESHOLDS_TIE: expected a number from 0 to 1, got nan"),
        ({"PORT": "http"}, "PORT: expected a number from 1 to 65535, got 'http'"),
        ({"PORT": "0"}, "PORT: expected a number from 1 to 65535, got '0'"),
    ],
)
def test_a_wrong_variable_says_what_is_expected(tmp_path: Path, environment: dict[str, str], said: str) -> None:
    """The message names the variable and what to set it to."""
    assert fault(environment, tmp_path) == said


def test_a_file_that_was_named_must_exist(tmp_path: Path) -> None:
    """A wrong DOSSIER_CONFIG is not taken for "no file"."""
    assert "nowhere.toml: no such file: correct DOSSIER_CONFIG" in fault({"DOSSIER_CONFIG": "nowhere.toml"}, tmp_path)


def test_a_name_cannot_be_accepted_sooner_than_suggested(tmp_path: Path) -> None:
    """Both thresholds are named, wherever they come from; as high as each other they may be."""
    written(tmp_path, "[thresholds]\naccept = 0.6\n")

    assert fault({}, tmp_path).startswith("thresholds.accept (0.6) is below thresholds.suggest (0.66): ")
    assert load({"DOSSIER_THRESHOLDS_SUGGEST": "0.6"}, tmp_path).thresholds == Thresholds(accept=0.6, suggest=0.6)


def test_what_answers_is_also_close(tmp_path: Path) -> None:
    """Of both pairs of thresholds."""
    written(tmp_path, "[thresholds]\nanswer = 0.3\n")

    assert fault({}, tmp_path).startswith("thresholds.closest (0.33) is above thresholds.answer (0.3): ")
    words = {"DOSSIER_THRESHOLDS_ANSWER": "0.5", "DOSSIER_THRESHOLDS_CLOSEST_WORDS": "0.9"}
    assert "thresholds.closest_words (0.9) is above thresholds.words" in fault(words, tmp_path)


def test_a_folder_is_no_file_of_settings(tmp_path: Path) -> None:
    """Neither under the usual name nor under a name that was given."""
    (tmp_path / "config.toml").mkdir()
    expected = f"{tmp_path / 'config.toml'}: a folder, not a file of settings: rename it, or correct DOSSIER_CONFIG"

    assert fault({}, tmp_path) == expected
    assert fault({"DOSSIER_CONFIG": "config.toml"}, tmp_path) == expected


def test_a_link_to_no_file_of_settings_is_not_taken_for_none(tmp_path: Path) -> None:
    """The defaults would hold in silence."""
    (tmp_path / "config.toml").symlink_to(tmp_path / "nowhere.toml")

    assert "config.toml: cannot be read: " in fault({}, tmp_path)
