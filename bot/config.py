"""Settings: ``config.toml``, then the environment, to one checked Config."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import ConfigError
from bot.setting import HIGHEST_PORT, PREFIX, Setting, checked, typed
from corpus.match import Thresholds
from handlers.request import Settings

if TYPE_CHECKING:
    from bot.configured import Configured

FILE = "config.toml"
FILE_VARIABLE = "DOSSIER_CONFIG"
_SUBSCRIPTIONS = "posts.subscriptions"
_HOME = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Slack:
    """Where Slack's Web API is; who sees the reply to a command; whether questions are answered without a mention."""

    api_base: str = "https://slack.com/api/"
    audience: str = "asker"
    auto_answer: str = "off"


@dataclass(frozen=True, slots=True)
class Discord:
    """Where Discord's API is, with its version; who sees the reply to a command."""

    api_base: str = "https://discord.com/api/v10"
    audience: str = "asker"


@dataclass(frozen=True, slots=True)
class Server:
    """Where the one HTTP server listens."""

    host: str = "127.0.0.1"
    port: int = 8080


@dataclass(frozen=True, slots=True)
class Picture:
    """Fonts for the pictures of facts, for what the bundled one lacks: Chinese, Arabic, and so on."""

    font_files: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Posts:
    """What comes by itself: the IANA zone where nobody says which; how late a post still makes sense; its picture."""

    zone: str = "UTC"
    catch_up_hours: int = 6
    picture: bool = True


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the environment alone may say: each field is the variable of that name in capitals, "" when unset."""

    slack_bot_token: str = field(default="", repr=False)
    slack_app_token: str = field(default="", repr=False)
    slack_signing_secret: str = field(default="", repr=False)
    slack_client_id: str = field(default="", repr=False)
    slack_client_secret: str = field(default="", repr=False)
    slack_token_key: str = field(default="", repr=False)
    slack_config_token: str = field(default="", repr=False)
    discord_token: str = field(default="", repr=False)
    database_url: str = field(default="", repr=False)

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Secrets":
        """The secrets of an environment, spaces around them dropped."""
        return cls(*(environment.get(each.name.upper(), "").strip() for each in fields(cls)))


_SECTIONS = (("slack", Slack()), ("discord", Discord()), ("posts", Posts()), ("server", Server()))


def _settings() -> Iterator[Setting]:
    yield Setting("word", Settings().word)
    yield Setting("corpus", "corpus")
    yield Setting("data", "data")
    yield Setting("search", "meaning")
    for name, default in asdict(Thresholds()).items():
        yield Setting(f"thresholds.{name}", default)
    for name, default in asdict(Settings()).items():
        if name != "word":
            yield Setting(f"limits.{name}", default)
    yield Setting("limits.per_minute", 20)
    for section, defaults in _SECTIONS:
        yield from (Setting(f"{section}.{name}", default) for name, default in asdict(defaults).items())
    yield Setting("picture.font_files", [])
    yield Setting("log.level", "warning")


SETTINGS = tuple(_settings())
_BY_KEY = {setting.key: setting for setting in SETTINGS}
_BY_VARIABLE = {setting.variable: setting for setting in SETTINGS}


@dataclass(frozen=True, slots=True)
class Config:
    """Every choice of the operator; ``per_minute`` is how many requests a person may make in a minute."""

    corpus: Path
    data: Path
    thresholds: Thresholds
    limits: Settings
    log_level: str
    search: str = "meaning"
    per_minute: int = 20
    slack: Slack = Slack()
    discord: Discord = Discord()
    posts: Posts = Posts()
    server: Server = Server()
    picture: Picture = Picture()
    secrets: Secrets = Secrets()
    subscriptions: "tuple[Configured, ...]" = ()

    @property
    def database(self) -> str | Path:
        """The URL of the database, or the path of the file in the data folder where none is named."""
        return self.secrets.database_url or self.data / "dossier.sqlite3"


def load(environment: Mapping[str, str], folder: Path) -> Config:
    """The settings of ``config.toml`` in a folder, or at ``DOSSIER_CONFIG``, overridden by the environment.

    Paths in the file start from the file's folder, paths in the environment from ``folder``; ConfigError says which
    setting cannot be used and why.
    """
    values: dict[str, Any] = {"corpus": _HOME / "corpus", "data": folder / "data"}
    values |= _from_file(folder, environment.get(FILE_VARIABLE, ""))
    values |= _from_environment(environment, folder)
    values |= _port(environment.get("PORT", ""))
    limits, subscriptions = _section("limits", values), values.pop(_SUBSCRIPTIONS, ())
    posts = Posts(**_section("posts", values))
    return Config(
        corpus=values["corpus"],
        data=values["data"],
        thresholds=_thresholds(_section("thresholds", values)),
        per_minute=limits.pop("per_minute", _BY_KEY["limits.per_minute"].default),
        limits=Settings(values.get("word", Settings().word), **limits),
        log_level=values.get("log.level", _BY_KEY["log.level"].default),
        search=values.get("search", _BY_KEY["search"].default),
        slack=Slack(**_section("slack", values)),
        discord=Discord(**_section("discord", values)),
        posts=posts,
        server=Server(**_section("server", values)),
        picture=Picture(**_section("picture", values)),
        secrets=Secrets.of(environment),
        subscriptions=_configured(subscriptions, posts.zone),
    )


def _configured(tables: object, zone: str) -> "tuple[Configured, ...]":
    """The subscriptions of the file; what reads them is loaded only where there are any."""
    if not tables:
        return ()
    from bot.configured import configured

    return configured(tables, zone)


def _section(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {key.partition(".")[2]: value for key, value in values.items() if key.startswith(f"{name}.")}


def _thresholds(values: Mapping[str, float]) -> Thresholds:
    thresholds = Thresholds(**values)
    if thresholds.accept < thresholds.suggest:
        raise ConfigError(
            f"thresholds.accept ({thresholds.accept}) is below thresholds.suggest ({thresholds.suggest}): "
            "a name must be at least as similar to be accepted as to be suggested"
        )
    for low, high in (("closest", "answer"), ("closest_words", "words")):
        if getattr(thresholds, low) > getattr(thresholds, high):
            raise ConfigError(
                f"thresholds.{low} ({getattr(thresholds, low)}) is above thresholds.{high} "
                f"({getattr(thresholds, high)}): what answers must also be close"
            )
    return thresholds


def _from_file(folder: Path, named: str) -> dict[str, Any]:
    """The settings of the file; none when none was named and there is none."""
    path = folder / (named or FILE)
    if path.is_dir():
        raise ConfigError(f"{path}: a folder, not a file of settings: rename it, or correct {FILE_VARIABLE}")
    if not path.exists() and not path.is_symlink():
        if named:
            raise ConfigError(f"{path}: no such file: correct {FILE_VARIABLE} or unset it")
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error
    flat = dict(_flat(tables))
    subscriptions = {_SUBSCRIPTIONS: flat.pop(_SUBSCRIPTIONS)} if _SUBSCRIPTIONS in flat else {}
    return subscriptions | {
        key: checked(_known(key, _BY_KEY, path), value, f"{path}: {key}", path.parent) for key, value in flat.items()
    }


def _flat(tables: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The values of a TOML file under dotted keys; a section that should be a value, or the reverse, keeps its name."""
    sections = {key.partition(".")[0] for key in _BY_KEY if "." in key}
    for key, value in tables.items():
        if key in sections and isinstance(value, dict):
            yield from ((f"{key}.{name}", inner) for name, inner in value.items())
        else:
            yield key, value


def _from_environment(environment: Mapping[str, str], folder: Path) -> dict[str, Any]:
    values = {}
    for name, text in environment.items():
        if name.startswith(PREFIX) and name != FILE_VARIABLE:
            setting = _known(name, _BY_VARIABLE, Path("environment"))
            if not text.strip():
                raise ConfigError(f"{name}: empty: give it a value, or unset it for the default")
            values[setting.key] = checked(setting, typed(text, type(setting.default)), name, folder)
    return values


def _known(name: str, known: Mapping[str, Setting], where: Path) -> Setting:
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=1, cutoff=0)[0]
    raise ConfigError(f"{where}: unknown setting '{name}': did you mean '{near}'?")


def _port(text: str) -> dict[str, int]:
    """The port that a hosting platform gives, which wins over ``server.port``."""
    if not text:
        return {}
    if not text.isdecimal() or not 0 < int(text) <= HIGHEST_PORT:
        raise ConfigError(f"PORT: expected a number from 1 to {HIGHEST_PORT}, got {text!r}")
    return {"server.port": int(text)}
