"""docs/operations.md against the code: it would mislead, were it behind."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
CODE = [
    path.read_text(encoding="utf-8") for part in ("bot", "handlers", "corpus") for path in (ROOT / part).rglob("*.py")
]


def test_every_event_that_the_code_logs_is_explained_and_no_other() -> None:
    """Whoever finds one in the log finds it on the page."""
    written = {
        name for text in CODE for name in re.findall(r"\b_?(?:logger|lost)\.(?:\w+)\(\s*\"([a-z_]+\.[a-z_]+)\"", text)
    }
    table = PAGE.partition("### Events")[2].partition("\n## ")[0]
    explained = {
        name
        for row in table.splitlines()
        for name in re.findall(r"`([a-z]+\.[a-z_]+)`", row.split("|")[1] if "|" in row else "")
    }

    assert explained == written


def test_every_process_of_the_procfile_is_explained() -> None:
    """By its name."""
    lines = (ROOT / "Procfile").read_text(encoding="utf-8").splitlines()

    assert [name for line in lines if f"`{(name := line.partition(':')[0])}`" not in PAGE] == []
