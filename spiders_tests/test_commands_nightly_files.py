"""`commands/nightly_files.py`: its scripts, run in a system of their own with real users, units and modes."""

from __future__ import annotations

import json
import stat
import subprocess
from pathlib import Path

import pytest

from hanoi_press.commands import nightly_files
from hanoi_press.commands.nightly_files import NIGHTLY, NightlyPlan, requirement, setup_script
from hanoi_press.commands.nightly_files import nightly_files as files_of
from hanoi_press.config import load
from spiders_tests.bare_root import is_possible, make_root, put_program, run_in

PROGRAM = "/opt/hanoi_press/venv/bin/hanoi-press"
DATA = "var/lib/hanoi_press"
needs_root = pytest.mark.skipif(not is_possible(), reason="no mount namespaces here")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A system with the program, which notes how it was called, and with a crontab command."""
    root = make_root(tmp_path)
    put_program(
        root, PROGRAM, 'echo "$(id -un) $HANOI_PRESS_DATA $PWD $*" >>/tmp/calls; [ "$1" != --version ] || echo 9'
    )
    put_program(root, "/local-bin/crontab", "exit 1")
    return root


def tree(root: Path) -> dict[str, tuple[str, int, int, bytes]]:
    """Return mode, owner, group and content of what the scripts make."""
    found = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if name.startswith(("etc/", "var/", "opt/", "local-bin/")):
            state = path.lstat()
            content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            found[name] = (stat.filemode(state.st_mode), state.st_uid, state.st_gid, content)
    return found


def owner(root: Path, name: str) -> tuple[str, str, str]:
    """Return mode, user and group of a file, by the names of the system."""
    users = {line.split(":")[2]: line.split(":")[0] for line in (root / "etc/passwd").read_text().splitlines()}
    groups = {line.split(":")[2]: line.split(":")[0] for line in (root / "etc/group").read_text().splitlines()}
    state = (root / name).stat()
    return stat.filemode(state.st_mode), users[str(state.st_uid)], groups[str(state.st_gid)]


@needs_root
@pytest.mark.parametrize("kind", ["systemd", "cron"])
def test_the_script_sets_up_a_bare_system_and_may_run_again(root: Path, kind: str) -> None:
    script = setup_script(NightlyPlan(kind, contact="a@b.vn", requirement="hanoi-press"))
    done = run_in(root, script)
    assert done.returncode == 0, done.stderr
    assert "ready: every night at 01:17 in Hanoi" in done.stdout and "write your address" not in done.stdout
    (user,) = [line for line in (root / "etc/passwd").read_text().splitlines() if line.startswith("hanoi-press:")]
    assert user.endswith(":/var/lib/hanoi_press:/usr/sbin/nologin") and int(user.split(":")[2]) < 1000
    assert owner(root, DATA) == ("drwxr-x---", "hanoi-press", "hanoi-press")
    assert owner(root, f"{DATA}/hanoi-press.toml") == ("-rw-r-----", "root", "hanoi-press")
    assert load(root / DATA).contact == "a@b.vn"
    for file in files_of(NightlyPlan(kind)):
        name = file.path.replace("/usr/local/bin", "/local-bin").removeprefix("/")
        assert owner(root, name) == ("-rwxr-xr-x" if file.mode == "0755" else "-rw-r--r--", "root", "root")
    assert (root / "tmp/calls").read_text().startswith("hanoi-press ")  # the user can run the program
    config = root / DATA / "hanoi-press.toml"
    config.write_text('contact = "mine@b.vn"\n')
    before = tree(root)
    again = run_in(root, script)
    assert again.returncode == 0, again.stderr
    assert tree(root) == before


@needs_root
def test_the_units_are_right_and_the_timers_are_enabled(root: Path) -> None:
    assert run_in(root, setup_script(NightlyPlan("systemd", time="23:05"))).returncode == 0
    links = {path.name for path in (root / "etc/systemd/system/timers.target.wants").iterdir()}
    assert links == {"hanoi-press.timer", "hanoi-press-compact.timer"}
    checked = run_in(root, "systemd-analyze verify /etc/systemd/system/hanoi-press*; echo $?")
    assert checked.stdout == "0\n" and checked.stderr == ""
    (when,) = [
        line.partition("=")[2]
        for line in (root / "etc/systemd/system/hanoi-press.timer").read_text().splitlines()
        if line.startswith("OnCalendar=")
    ]
    shown = subprocess.run(["systemd-analyze", "calendar", when], capture_output=True, text=True, check=True).stdout
    (next_one,) = [line for line in shown.splitlines() if "Next elapse" in line or "(in UTC)" in line][-1:]
    assert "16:05:00 UTC" in next_one  # 23:05 in Hanoi
    service = (root / "etc/systemd/system/hanoi-press.service").read_text()
    for line in ("ProtectSystem=strict", f"ReadWritePaths=/{DATA}", "SuccessExitStatus=75", "User=hanoi-press"):
        assert line in service.splitlines()


@needs_root
def test_an_own_user_and_a_data_folder_that_root_began(root: Path) -> None:
    data = root / "srv/press"
    (data / "articles/hanoimoi").mkdir(parents=True)
    (data / "articles/hanoimoi/a.jsonl").write_text("")
    (data / "hanoi-press.toml").write_text('contact = "a@b.vn"\n')
    data.chmod(0o755)
    plan = NightlyPlan("cron", user="lan", group="press", data="/srv/press")
    done = run_in(root, setup_script(plan))
    assert done.returncode == 0, done.stderr
    assert "hanoi-press:" not in (root / "etc/passwd").read_text()
    assert owner(root, "srv/press") == ("drwxr-xr-x", "lan", "press")
    assert owner(root, "srv/press/articles/hanoimoi/a.jsonl") == ("-rw-r--r--", "lan", "press")
    assert owner(root, "srv/press/hanoi-press.toml")[1] == "root"
    assert "su lan press" in (root / "etc/logrotate.d/hanoi-press").read_text()
    assert "write your address" not in done.stdout


@needs_root
def test_what_is_missing_is_said(root: Path) -> None:
    (root / "local-bin/crontab").unlink()
    done = run_in(root, setup_script(NightlyPlan("cron")))
    assert (done.returncode, done.stderr) == (1, "there is no cron here: apt-get install cron\n")
    (root / "opt/hanoi_press/venv").chmod(0o700)
    done = run_in(root, setup_script(NightlyPlan("systemd")))
    assert done.returncode == 1 and "hanoi-press cannot run" in done.stderr
    done = run_in(root, setup_script(NightlyPlan("systemd", program="/opt/none/bin/hanoi-press")))
    assert done.returncode == 1 and "is not there; give --venv" in done.stderr
    done = run_in(root, f"runuser -u lan -- sh <<'EOF'\n{setup_script(NightlyPlan('systemd'))}\nEOF\n")
    assert done.returncode == 1 and "run this as root" in done.stderr


@needs_root
@pytest.mark.parametrize(
    ("code", "out", "mailed"),
    [
        (0, "all well", ""),
        (75, "", ""),
        (1, "hanoimoi  failed\nmst  ok\n", "hanoimoi  failed\nmst  ok\n\nhanoi-press harvest ended with 1"),
        (2, "", "--- 2026-11-26 01:17:00 in Hanoi\na word of the log\n\nhanoi-press harvest ended with 2"),
        (137, "", "--- 2026-11-26 01:17:00 in Hanoi\na word of the log\n\nhanoi-press harvest ended with 137"),
    ],
)
def test_cron_mails_the_table_of_a_bad_night_only(root: Path, code: int, out: str, mailed: str) -> None:
    run_in(root, setup_script(NightlyPlan("cron")))
    put_program(
        root, "/local-bin/date", 'case $* in +%H) echo 01;; +%d) echo 26;; *) echo "2026-11-26 01:17:00";; esac'
    )
    put_program(root, PROGRAM, f"echo 'a word of the log' >&2; printf '{out}'; exit {code}")
    done = run_in(root, f"runuser -u hanoi-press -- {NIGHTLY}")
    assert (done.returncode, done.stderr) == (code, "")
    assert done.stdout.startswith(mailed) and bool(done.stdout) == bool(mailed)
    log = (root / "var/log/hanoi_press/harvest.log").read_text()
    assert log.startswith("--- 2026-11-26 01:17:00 in Hanoi\na word of the log\n") and out in log
    assert list((root / "tmp").glob("tmp.*")) == []


@needs_root
def test_the_night_is_at_one_hour_of_hanoi_and_the_first_compacts(root: Path) -> None:
    run_in(root, setup_script(NightlyPlan("cron", time="05:30")))
    table = root / "etc/cron.d/hanoi-press"
    assert table.read_text().splitlines()[-1] == f"30 * * * * hanoi-press {NIGHTLY}"
    (root / "tmp/calls").unlink()
    clock = 'case $* in +%H) cat /tmp/hour;; +%d) echo 01;; *) echo now;; esac; [ "$TZ" = UTC-7 ] || exit 9'
    put_program(root, "/local-bin/date", clock)
    for hour in ("04", "05", "06", "17"):
        (root / "tmp/hour").write_text(f"{hour}\n")
        assert run_in(root, f"runuser -u hanoi-press -- {NIGHTLY}").returncode == 0
    wanted = [f"hanoi-press /{DATA} /{DATA} {words}" for words in ("harvest --max-minutes 300", "corpus compact")]
    assert (root / "tmp/calls").read_text().splitlines() == wanted
    (root / "tmp/hour").write_text("17\n")
    run_in(root, f"runuser -u hanoi-press -- {NIGHTLY} --now")
    assert (root / "tmp/calls").read_text().splitlines() == wanted * 2


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "Asia/Kolkata", "America/New_York"])
@pytest.mark.parametrize("day", ["2026-03-28", "2026-03-29", "2026-07-01", "2026-10-25", "2026-11-01"])
def test_the_hour_of_hanoi_comes_once_a_day_wherever_the_machine_is(zone: str, day: str) -> None:
    """Also on the days on which clocks are changed: POSIX' UTC-7 is Hanoi's time, without any zone's file."""
    shell = f'for hour in $(seq 0 23); do TZ=UTC-7 date -d "{day} 00:17 UTC +$hour hours" +%H; done'
    hours = subprocess.run(
        ["sh", "-c", shell], env={"TZ": zone, "PATH": "/usr/bin:/bin"}, capture_output=True, text=True
    )
    assert sorted(hours.stdout.split()) == [f"{hour:02}" for hour in range(24)]


def test_a_home_folder_is_not_hidden_from_the_service() -> None:
    for data, program, hides in (
        ("/var/lib/a", PROGRAM, True),
        ("/home/lan/press", PROGRAM, False),
        ("/var/lib/a", "/root/v/bin/hanoi-press", False),
        ("/homes/a", PROGRAM, True),
    ):
        service = files_of(NightlyPlan("systemd", data=data, program=program))[0].content
        assert f"ProtectHome={'yes' if hides else 'no'}" in service


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [
        (None, f"hanoi-press[notices]=={nightly_files.__version__}"),
        ("no JSON", f"hanoi-press[notices]=={nightly_files.__version__}"),
        ('["a"]', f"hanoi-press[notices]=={nightly_files.__version__}"),
        ({"url": "file:///srv/a'b.whl"}, f"hanoi-press[notices]=={nightly_files.__version__}"),
        ({"url": "file:///srv/a.whl", "archive_info": {}}, "hanoi-press[notices] @ file:///srv/a.whl"),
        (
            {"url": "https://example.org/a.git", "vcs_info": {"vcs": "git", "commit_id": "12ab"}},
            "hanoi-press[notices] @ git+https://example.org/a.git@12ab",
        ),
    ],
)
def test_the_package_is_installed_again_from_where_it_came(
    monkeypatch: pytest.MonkeyPatch, stated: object, wanted: str
) -> None:
    text = json.dumps(stated) if isinstance(stated, dict) else stated

    class Distribution:
        def read_text(self, name: str) -> object:
            assert name == "direct_url.json"
            return text

    monkeypatch.setattr(nightly_files, "distribution", lambda name: Distribution())
    assert requirement() == wanted
