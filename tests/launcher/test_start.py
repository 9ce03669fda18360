"""Starts: the first makes the copy, the second uses it, and where there can be none a temporary folder serves."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from launcher import MANIFEST, spawn
from launcher import start as start_module
from launcher.copies import Copies
from launcher.locks import in_use
from launcher.payload import Payload
from launcher.splash import Splash
from launcher.start import Start, copies_folder, main, start

ROOT = Path(__file__).resolve().parents[2]
START = """
import sys
from pathlib import Path
from launcher.copies import Copies
from launcher.payload import Payload
from launcher.splash import Splash
from launcher.start import Start, start
zip_, folder, *words = sys.argv[1:]
payload = Payload("0.1.0-abc", Path(zip_), 0, Path(zip_).stat().st_size)
sys.exit(start(Start(payload, words, Splash(), False), Copies(Path(folder))))
"""


def run_start(payload, folder, *words, stdin="typed\n", **environment):
    """A start in a process of its own, for it turns into the program."""
    command = [sys.executable, "-c", START, str(payload.file), str(folder), *words]
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment}
    return subprocess.run(command, input=stdin, env=variables, capture_output=True, text=True, check=False)


@pytest.mark.usefixtures("posix")
class TestProcess:
    def test_words_pipes_and_exit_code_go_through(self, payload, tmp_path):
        done = run_start(payload, tmp_path / "c", "export", "--out", "表 格", _PYI_ARCHIVE_FILE="outer")
        assert done.stdout.splitlines() == [
            "ran export --out 表 格",
            f"from {tmp_path / 'c' / '0.1.0-abc' / 'JixiaoBianbao'}",
            "typed",
        ]
        assert done.returncode == 7

    def test_second_start_does_not_unpack(self, payload, tmp_path):
        run_start(payload, tmp_path / "c")
        before = (tmp_path / "c/0.1.0-abc/_internal").stat().st_ino
        payload.file.write_bytes(b"moved away")
        assert "ran" in run_start(payload, tmp_path / "c").stdout
        assert (tmp_path / "c/0.1.0-abc/_internal").stat().st_ino == before

    def test_damaged_copy_is_mended(self, payload, tmp_path):
        run_start(payload, tmp_path / "c")
        (tmp_path / "c/0.1.0-abc/_internal/empty").unlink()
        assert run_start(payload, tmp_path / "c").returncode == 7
        assert Copies(tmp_path / "c").whole("0.1.0-abc", thorough=True)

    def test_where_no_copy_can_be_a_temporary_folder_serves(self, payload, tmp_path):
        (tmp_path / "c").write_text("a file is in the way")
        (tmp_path / "t").mkdir()
        done = run_start(payload, tmp_path / "c", "check", TMPDIR=str(tmp_path / "t"))
        assert done.returncode == 7
        assert f"from {tmp_path / 't'}" in done.stdout
        assert list((tmp_path / "t").iterdir()) == []

    def test_copy_that_may_not_be_run_is_gone_round(self, payload, tmp_path):
        run_start(payload, tmp_path / "c")
        program = tmp_path / "c/0.1.0-abc/JixiaoBianbao"
        program.chmod(0o600)
        done = run_start(payload, tmp_path / "c")
        assert done.returncode == 7
        assert str(tmp_path / "c") not in done.stdout

    def test_running_program_is_marked(self, payload, tmp_path):
        copies = Copies(tmp_path / "c")
        copy = Start(payload, [], Splash(), screen=False).ready(copies)
        program = "import main, sys; sys.frozen = True; sys.executable = sys.argv[1]; main._mark_in_use(); print(1, flush=True); input()"
        command = [sys.executable, "-c", program, str(copy / "JixiaoBianbao")]
        with subprocess.Popen(command, stdin=-1, stdout=-1, cwd=ROOT) as process:
            assert process.stdout.readline().strip() == b"1"
            assert in_use(copy / MANIFEST)
            process.stdin.close()
            process.wait()
        assert not in_use(copy / MANIFEST)

    def test_two_starts_at_once_make_one_copy(self, payload, tmp_path):
        results = []
        threads = [
            threading.Thread(target=lambda: results.append(run_start(payload, tmp_path / "c"))) for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [(done.returncode, str(tmp_path / "c") in done.stdout) for done in results] == [(7, True)] * 4
        assert sorted(path.name for path in (tmp_path / "c").iterdir()) == ["0.1.0-abc", "lock"]


class TestOrder:
    """What is tried after what, without a process."""

    @pytest.fixture
    def begun(self, payload):
        return Start(payload, [], Splash(), screen=False)

    def test_neither_place_is_an_error(self, begun, tmp_path, monkeypatch):
        def refuse(*_arguments):
            raise PermissionError(13, "not here")

        monkeypatch.setattr(start_module, "become", refuse)
        monkeypatch.setattr(start_module, "begin", refuse)
        with pytest.raises(PermissionError):
            start(begun, Copies(tmp_path / "c"))

    def test_new_version_leaves_the_last_one(self, begun, tmp_path):
        copies = Copies(tmp_path / "c")
        for name in ("0.0.1-a", "0.0.2-b", "0.1.0-abc"):
            Start(Payload(name, begun.payload.file, 0, begun.payload.size), [], Splash(), screen=False).ready(copies)
        assert sorted(path.name for path in copies.folder.iterdir()) == ["0.0.2-b", "0.1.0-abc", "lock"]


def test_environment_of_the_program_is_the_clerks():
    own = {
        "PATH": "/bin",
        "_PYI_ARCHIVE_FILE": "outer",
        "_PYI_PARENT_PROCESS_LEVEL": "1",
        "LD_LIBRARY_PATH": "/opt/_MEI1",
        "LD_LIBRARY_PATH_ORIG": "/opt/lib",
    }
    assert spawn.environment_of(own) == {
        "PATH": "/bin",
        "LD_LIBRARY_PATH": "/opt/lib",
        "PYINSTALLER_RESET_ENVIRONMENT": "1",
    }
    assert "LD_LIBRARY_PATH" not in spawn.environment_of({"LD_LIBRARY_PATH": "/opt/_MEI1"})


def test_copies_lie_in_the_users_own_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert copies_folder("win32") == tmp_path / "Local/JixiaoBianbao/program"
    assert copies_folder("linux") == tmp_path / "cache/JixiaoBianbao/program"
    monkeypatch.delenv("LOCALAPPDATA")
    assert copies_folder("win32") == Path.home() / "AppData/Local/JixiaoBianbao/program"


@pytest.fixture
def refused(monkeypatch):
    told = []
    monkeypatch.setattr(start_module, "show_refusal", told.append)
    monkeypatch.setattr(sys, "argv", ["x"])
    return told


def test_incomplete_executable_is_said_so(refused, monkeypatch, tmp_path):
    (tmp_path / "JixiaoBianbao-0.1.0.exe").write_bytes(b"MZ cut off")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "JixiaoBianbao-0.1.0.exe"))
    assert main() == 2
    assert "JixiaoBianbao-0.1.0.exe" in refused[0]
    assert "不完整" in refused[0]


def test_start_that_cannot_be_is_said_with_the_way_out(refused, monkeypatch, payload):
    def refuse(*_arguments):
        raise OSError(28, "磁盘已满")

    monkeypatch.setattr(start_module, "find_payload", lambda _file: payload)
    monkeypatch.setattr(start_module, "start", refuse)
    assert main() == 2
    assert "磁盘已满" in refused[0]
    assert "folder.zip" in refused[0]


def test_old_windows_is_refused_first(refused, monkeypatch):
    monkeypatch.setattr(start_module, "system_refusal", lambda: "太旧")
    assert main() == 2
    assert refused == ["太旧"]
