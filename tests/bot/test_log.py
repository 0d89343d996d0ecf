"""Lines of the log: plain for a command, structured for a service, without secrets in either."""

import io
import json
import logging
import subprocess
import sys
from collections.abc import Iterator

import pytest

from bot import log, service_log
from bot.log import bound, logger
from bot.redact import HIDDEN

SECRET = "xoxb-123456-abcdefgh"
SAID = "who is the wife of Ma"


class Terminal(io.StringIO):
    """A stream that a person watches."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.fixture(autouse=True)
def _logging_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test configures ends with it."""
    names = (None, "dossier", "corpus", "sqlalchemy")
    before = [(one, one.level, [*one.handlers]) for one in map(logging.getLogger, names)]
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    yield
    for one, level, handlers in before:
        one.setLevel(level)
        one.handlers = handlers


def events(written: str) -> list[dict[str, object]]:
    """The lines of a service."""
    return [json.loads(line) for line in written.splitlines()]


def fail(text: str) -> None:
    """A fault whose message holds what it should not."""
    raise ValueError(text)


def test_a_plain_line_is_an_event_and_its_fields(capsys: pytest.CaptureFixture[str]) -> None:
    """One line, the fields as they were given, the request last."""
    log.configure("info")

    with bound("Ev1"):
        logger.info("request.answered", ms=3, kind="answer")

    assert capsys.readouterr().err.endswith(" INFO request.answered ms=3 kind=answer request_id=Ev1\n")


def test_a_plain_line_hides_as_much_as_a_structured_one(capsys: pytest.CaptureFixture[str]) -> None:
    """Fields, tracebacks, and what a library of ours adds."""
    log.configure("info")

    with bound("Ev1", SAID):
        try:
            fail(f"{SECRET} {SAID}")
        except ValueError:
            logger.exception("request.failed", text=SAID, token=SECRET)
        logging.getLogger("corpus.search").warning("index.not_filed", extra={"path": SECRET})

    written = capsys.readouterr().err
    assert SECRET not in written
    assert SAID not in written
    assert f"request.failed text={HIDDEN} token={HIDDEN} request_id=Ev1\nTraceback" in written
    assert f"index.not_filed path={HIDDEN} request_id=Ev1\n" in written


def test_a_service_writes_json_with_the_request_on_every_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Its own events and what the libraries say, inside a request and outside."""
    service_log.configure("info")

    with bound("Ev1"):
        logger.info("request.answered", ms=3)
        logging.getLogger("slack_bolt.App").warning("late by %d ms", 7)
        logging.getLogger("corpus.search").warning("index.not_filed", extra={"path": "data"})
    logger.warning("socket.closed")

    lines = events(capsys.readouterr().err)
    stamps = [line.pop("timestamp") for line in lines]
    assert all(str(stamp).endswith("Z") for stamp in stamps)
    assert lines == [
        {"level": "info", "event": "request.answered", "ms": 3, "request_id": "Ev1"},
        {"level": "warning", "event": "late by 7 ms", "logger": "slack_bolt.App", "request_id": "Ev1"},
        {
            "level": "warning",
            "event": "index.not_filed",
            "logger": "corpus.search",
            "path": "data",
            "request_id": "Ev1",
        },
        {"level": "warning", "event": "socket.closed"},
    ]


def test_a_request_without_an_id_is_given_one(capsys: pytest.CaptureFixture[str]) -> None:
    """Two requests, two ids."""
    service_log.configure("info")

    for _ in range(2):
        with bound():
            logger.info("request.answered")

    one, other = (str(line["request_id"]) for line in events(capsys.readouterr().err))
    assert len(one) == len(other) == 8
    assert one != other


def test_a_structured_line_shows_neither_secrets_nor_what_people_wrote(capsys: pytest.CaptureFixture[str]) -> None:
    """In fields, in a traceback with its cause, in a library's message, by value and by name."""
    service_log.configure("info", ["correct horse battery"])

    with bound("Ev1", SAID):
        try:
            try:
                fail(f"correct horse battery {SECRET}")
            except ValueError as error:
                raise KeyError(SAID) from error
        except KeyError:
            logger.exception("request.failed", question=SAID, body={"held": [{"client_secret": "s3"}, SECRET]})
        logging.getLogger("slack_sdk").error("refused %s", {"text": SAID, "token": "s3"})

    failed, refused = events(capsys.readouterr().err)
    assert "KeyError" in str(failed["exception"])
    assert (failed["question"], failed["body"]) == (HIDDEN, {"held": [{"client_secret": HIDDEN}, HIDDEN]})
    assert refused["event"] == f"refused {{'text': '{HIDDEN}', 'token': '{HIDDEN}'}}"
    for hidden in (SAID, SECRET, "s3", "correct horse"):
        assert hidden not in str(failed | refused)


def test_debugging_shows_what_people_wrote_and_still_no_secret(capsys: pytest.CaptureFixture[str]) -> None:
    """On lines for debugging alone: those for everybody stay as they are."""
    service_log.configure("debug")

    with bound("Ev1", SAID):
        logging.getLogger("slack_bolt").debug("body %s", {"text": SAID, "token": SECRET})
        logger.info("request.answered", text=SAID)

    debugged, answered = events(capsys.readouterr().err)
    assert debugged["event"] == f"body {{'text': '{SAID}', 'token': '{HIDDEN}'}}"
    assert answered["text"] == HIDDEN


def test_libraries_are_quiet_below_warnings_and_statements_are_never_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """What a database is sent holds what people wrote."""
    service_log.configure("info")
    logging.getLogger("slack_bolt").info("body")
    service_log.configure("debug")
    logging.getLogger("sqlalchemy.engine").info("INSERT")

    assert events(capsys.readouterr().err) == []


def test_the_last_of_several_configurations_counts(capsys: pytest.CaptureFixture[str]) -> None:
    """A line is never written twice, also when a command's log was set up before."""
    log.configure("info")
    service_log.configure("info")
    service_log.configure("info")

    logger.info("request.answered")

    assert len(events(capsys.readouterr().err)) == 1


def test_a_person_at_a_terminal_reads_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same events and the same hiding."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    service_log.configure("info")

    logger.info("request.answered", ms=3, token=SECRET)

    assert "request.answered" in terminal.getvalue()
    assert HIDDEN in terminal.getvalue()
    assert SECRET not in terminal.getvalue()
    assert not terminal.getvalue().startswith("{")


@pytest.mark.parametrize(
    ("code", "event", "more"),
    [
        (f"raise RuntimeError('{SECRET}')", "process.crashed", {}),
        (f"import logging; logging.warning('%d', '{SECRET}')", "log.lost", {"speaker": "root", "error": "TypeError"}),
    ],
)
def test_what_python_would_print_by_itself_becomes_a_line_without_secrets(
    code: str, event: str, more: dict[str, str]
) -> None:
    """A crash with its traceback; a line whose arguments do not fit, without them."""
    code = f"from bot import service_log; service_log.configure('info'); {code}"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    (line,) = events(done.stderr)
    assert line["event"] == event
    assert line.items() >= more.items()
    assert SECRET not in done.stderr


def test_a_command_does_not_wait_for_what_only_a_service_needs() -> None:
    """Each takes longer to import than most answers take."""
    code = "import sys, bot.cli, bot.app; print(*sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert not {"structlog", "aiohttp", "asyncio"} & set(done.stdout.split())
