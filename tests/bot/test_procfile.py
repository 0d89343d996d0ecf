"""The files that a hosting platform reads: what each process is, on which Python, with which packages."""

import os
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
PROCESSES = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text(encoding="utf-8").splitlines())
HONCHO = (sys.executable, "-m", "honcho")


def test_there_is_one_process_for_each_role_and_one_for_migrations() -> None:
    """Platforms know release and web by these names."""
    assert list(PROCESSES) == ["release", "web", "worker", "discord"]
    assert {name: line.split()[-1] for name, line in PROCESSES.items() if name != "release"} == {
        "web": "web",
        "worker": "worker",
        "discord": "discord",
    }


@pytest.mark.parametrize("line", PROCESSES.values(), ids=PROCESSES)
def test_every_line_is_a_command_with_options_that_the_bot_has(line: str) -> None:
    """A misspelt one would be noticed at the next deploy."""
    python, *rest = shlex.split(line)

    done = subprocess.run([sys.executable, *rest, "--help"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (python, *rest[:2]) == ("python", "-m", "bot")
    assert done.returncode == 0, done.stderr
    assert all(option in done.stdout for option in rest if option.startswith("--"))


@pytest.fixture
def platform(tmp_path: Path) -> dict[str, str]:
    """The environment that a platform gives: no token, a folder of its own, and our Python first."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "DOSSIER_DATA": str(tmp_path), "DOSSIER_SEARCH": "words"}


def test_the_migrations_run_as_the_platform_runs_them(platform: dict[str, str], tmp_path: Path) -> None:
    """By honcho, from the clone, into a database that is not there yet; a second time changes nothing."""
    command = [*HONCHO, "start", "release"]

    codes = [
        subprocess.run(command, cwd=ROOT, env=platform, capture_output=True, check=False).returncode for _ in range(2)
    ]

    assert codes == [0, 0]
    assert [*tmp_path.glob("*.sqlite3")]


def test_the_roles_run_side_by_side_and_end_when_told_to(platform: dict[str, str]) -> None:
    """Also those with nothing to do, for when one process ends honcho ends all; the web answers on the given port."""
    port = free_port()
    roles = ["web", "worker", "discord"]
    command = [*HONCHO, "start", "--no-colour", "-p", str(port), *roles]
    with subprocess.Popen(command, cwd=ROOT, env=platform, stdout=subprocess.PIPE, text=True) as honcho:
        assert honcho.stdout
        try:
            ready = [line for _, line in zip(roles, filter(is_ready, honcho.stdout), strict=False)]
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as response:
                alive = response.status
        finally:
            honcho.terminate()
        rest = honcho.stdout.read()

    assert len(ready) == len(roles)
    assert alive == 200
    assert rest.count("Stopped.") == len(roles)


def is_ready(line: str) -> bool:
    """Whether a process says that it has started, or has nothing to start."""
    return "Ready in" in line or "waiting." in line


def test_the_platform_installs_locked_packages_that_pip_can_resolve_with_their_hashes() -> None:
    """The slim lock is complete by pip's own rules; the other one leaves out what tokenizers asks for."""
    line = (ROOT / "requirements.txt").read_text(encoding="utf-8").strip()
    option, _, lock = line.partition(" ")

    assert option == "-r"
    assert lock == "requirements-slim.lock"
    assert "--hash=sha256:" in (ROOT / lock).read_text(encoding="utf-8")


def test_the_platform_runs_a_python_that_the_project_allows() -> None:
    """The oldest one: what is tested."""
    wanted = (ROOT / ".python-version").read_text(encoding="utf-8").strip()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert project["requires-python"] == f">={wanted}"
