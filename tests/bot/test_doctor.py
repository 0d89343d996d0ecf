"""doctor's table: what a person reads of the findings."""

from bot.doctor import Section, failing, is_healthy, off, ok, report

SOUND = Section("Dossier", (ok("settings", "in order"),))
BROKEN = Section(
    "Slack",
    (
        ok("mode", "Socket Mode"),
        failing("app token", "it lacks a scope", "Make one with connections:write."),
        off("channels", "in no channel yet", "/invite @dossier in a channel."),
        off("events", "cannot be asked"),
    ),
)


def test_the_table_shows_cause_and_fix_under_each_failing_row() -> None:
    """What is off says why, and what to do where something is to be done; the verdict comes last, on one line."""
    assert report((SOUND, BROKEN)).splitlines() == [
        "Dossier",
        "  ✓ settings   ok       in order",
        "",
        "Slack",
        "  ✓ mode       ok       Socket Mode",
        "  ✗ app token  failing",
        "    Cause: it lacks a scope",
        "    Fix:   Make one with connections:write.",
        "  – channels   off      in no channel yet",
        "                        /invite @dossier in a channel.",
        "  – events     off      cannot be asked",
        "",
        "1 of 5 checks is failing: app token.",
    ]


def test_one_check_is_one_check() -> None:
    """As when the settings cannot be used."""
    broken = Section("Dossier", (failing("settings", "no such setting", "Correct it."),))

    assert report((broken,)).endswith("\n\n1 of 1 check is failing: settings.")


def test_what_is_off_is_no_fault() -> None:
    """Only what is failing makes the exit code 1."""
    assert is_healthy((SOUND, Section("Slack", (off("mode", "no token"),))))
    assert not is_healthy((SOUND, BROKEN))
    assert report((SOUND,)).endswith("\n\nNothing is failing.")


def test_long_lines_go_on_beneath_their_own_column_and_never_break_a_command() -> None:
    """A command that is broken at a hyphen cannot be copied."""
    command = "python -m bot slack manifest --url https://a-very-long-host-name.example.com/with-a-path"
    section = Section("Slack", (failing("events", "the app lacks " + "message.channels, " * 6, command),))

    lines = report((section,), width=60).splitlines()

    assert lines[2].startswith("    Cause: the app lacks message.channels,")
    assert lines[3].startswith(" " * 11 + "message.channels,")
    assert any(line.strip() == command.rsplit(" ", 1)[1] for line in lines)
    assert max(len(line) for line in lines if "https" not in line) <= 60
