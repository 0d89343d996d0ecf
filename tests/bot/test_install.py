"""What is installed: the locks, and the slim install that leaves the encoder out."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def pinned(lock: str) -> set[str]:
    """What a lock pins, such as ``rich==15.0.0``."""
    return set(re.findall(r"^[\w.-]+(?:\[\w+\])?==[\w.]+", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))


def names(requirements: set[str] | list[str]) -> set[str]:
    """The packages that are required, without their versions."""
    return {re.split(r"\[|[=>]=", each)[0] for each in requirements}


def test_each_lock_holds_what_the_smaller_one_does() -> None:
    """The same versions, so that all can fill one environment."""
    slim, default, development = map(pinned, ("requirements-slim.lock", "requirements.lock", "requirements-dev.lock"))

    assert slim < default < development


def test_a_slim_install_holds_all_but_the_encoder() -> None:
    """Every dependency is in the slim lock, every package of the encoder in the default one alone."""
    encoder = names(PROJECT["optional-dependencies"]["semantic"])
    slim, default = names(pinned("requirements-slim.lock")), names(pinned("requirements.lock"))

    assert names(PROJECT["dependencies"]) <= slim
    assert encoder <= default
    assert slim.isdisjoint(encoder)


@pytest.mark.parametrize(
    ("words", "lock"),
    [(["SLIM=1"], "requirements-slim.lock"), ([], "requirements.lock"), (["SLIM="], "requirements.lock")],
)
def test_make_setup_installs_the_lock_that_was_asked_for(words: list[str], lock: str) -> None:
    """Shown by make without doing it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "SLIM"))}
    command = ["make", "--dry-run", f"--what-if={lock}", "setup", *words]

    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)

    assert re.findall(r"--requirement (\S+)", done.stdout) == [lock]
