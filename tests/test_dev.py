"""The parts of dev.py that decide something; installing itself is tried on a clean machine by .ci/run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import ClassVar

import pytest

import dev

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    ("version", "word"),
    [((3, 10), "太旧"), ((3, 9), "太旧"), ((3, 14), "太新"), ((4, 0), "太新")],
)
def test_unfit_python_is_refused_in_both_languages(version, word):
    message = dev.version_refusal(version)
    assert word in message
    assert "3.11" in message
    assert f"Python {version[0]}.{version[1]} is too" in message


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_fit_python_is_accepted(version):
    assert dev.version_refusal(version) is None


def test_missing_libraries_become_packages_once_each():
    absent = {"libGL.so.1", "libglib-2.0.so.0", "libgthread-2.0.so.0"}
    assert dev.missing_packages(lambda library: library not in absent) == ["libgl1", "libglib2.0-0"]
    assert dev.missing_packages(lambda _library: True) == []


def test_library_that_is_not_there_does_not_load():
    assert not dev.loads("libno-such-thing.so.7")


def test_user_without_root_is_told_the_line_to_run(monkeypatch):
    monkeypatch.setattr(dev.shutil, "which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(dev.Stop) as stop:
        dev.apt_install(["libegl1", "libgl1"])
    line = "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 libgl1"
    assert line in str(stop.value)


def test_system_without_apt_is_told_the_names(monkeypatch):
    monkeypatch.setattr(dev.shutil, "which", lambda _name: None)
    with pytest.raises(dev.Stop, match="libegl1"):
        dev.apt_install(["libegl1"])


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with one lock file and an environment of this Python that pip can do nothing in."""
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    (tmp_path / "requirements").mkdir()
    dev.lock_of("base").write_bytes(b"a==1\n")
    interpreter = dev.venv_python(dev.VENV)
    interpreter.parent.mkdir(parents=True)
    interpreter.touch()
    monkeypatch.setattr(dev, "venv_python", lambda: interpreter)
    (dev.VENV / "pyvenv.cfg").write_text("version = {}.{}.{}\n".format(*dev.sys.version_info))
    return tmp_path


@pytest.fixture
def pip(monkeypatch):
    """What pip was asked for, and how it ends."""

    class Pip:
        returncode, stdout = 0, ""
        calls: ClassVar[list[list[str]]] = []

    Pip.calls = []
    monkeypatch.setattr(dev.subprocess, "run", lambda command, **_options: Pip.calls.append(command) or Pip)
    return Pip


def test_lock_is_installed_once_and_again_when_it_changes(project, pip):
    dev.install(["base"])
    dev.install(["base"])
    assert len(pip.calls) == 1
    assert {"--require-hashes", str(dev.lock_of("base"))} <= set(pip.calls[0])
    dev.lock_of("base").write_bytes(b"a==1\r\n")
    dev.install(["base"])
    assert len(pip.calls) == 1, "a checkout on Windows is the same lock"
    dev.lock_of("base").write_bytes(b"a==2\n")
    dev.install(["base"])
    assert len(pip.calls) == 2


def test_only_the_lock_that_changed_is_installed(project, pip):
    dev.install(["base"])
    dev.lock_of("dev").write_bytes(b"b==1\n")
    dev.install(["base", "dev"])
    assert str(dev.lock_of("dev")) in pip.calls[1]
    assert str(dev.lock_of("base")) not in pip.calls[1]


def test_failed_install_is_tried_again(project, pip):
    pip.returncode = 1
    with pytest.raises(dev.Stop):
        dev.install(["base"])
    assert not dev.stamp_of("base").exists()


@pytest.mark.parametrize("config", [None, "version = 3.8.1\n", "home = x\n"])
def test_environment_of_another_python_is_made_anew(project, config):
    assert dev.made_by_this_python()
    if config is None:
        (dev.VENV / "pyvenv.cfg").unlink()
    else:
        (dev.VENV / "pyvenv.cfg").write_text(config)
    assert not dev.made_by_this_python()


@pytest.mark.parametrize(
    ("output", "word"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "校验值不符"),
        ("WARNING: Retrying … NewConnectionError('<…>: Failed to establish a new connection')", "检查网络"),
        ("connection broken by 'NameResolutionError(…)'", "检查网络"),
        ("ERROR: Could not find a version that satisfies the requirement a==1 (from versions: none)", "检查网络"),
        ("ERROR: something else", "原因见上"),
    ],
)
def test_pip_failure_is_explained(output, word):
    assert word in dev.explain_pip(output)


@pytest.mark.parametrize(
    ("platform", "environment", "window"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_display(platform, environment, window):
    assert dev.has_display(platform, environment) is window


def test_interpreter_of_the_environment():
    assert dev.venv_python(Path("v"), windows=True) == Path("v/Scripts/python.exe")
    assert dev.venv_python(Path("v"), windows=False) == Path("v/bin/python")


def test_windows_only_packages_get_their_marker(tmp_path):
    lock = tmp_path / "dev.txt"
    lock.write_text("colorama==0.4.6 \\\n    --hash=sha256:0\nclick==8 \\\n    --hash=sha256:1\n")
    dev.mark_windows_only(lock)
    assert lock.read_text() == (
        'colorama==0.4.6 ; sys_platform == "win32" \\\n    --hash=sha256:0\nclick==8 \\\n    --hash=sha256:1\n'
    )


@pytest.mark.parametrize("name", ["base", "dev", "build"])
def test_locks_are_pinned_and_hashed(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    entries = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry
    assert "index-url" not in text
    assert "find-links" not in text


def test_locks_agree_on_shared_packages():
    pins: dict[str, set[str]] = {}
    for name in ("base", "dev", "build"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
        for package, version in re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE):
            pins.setdefault(package, set()).add(version)
    assert {package: versions for package, versions in pins.items() if len(versions) > 1} == {}


def test_build_is_steady_and_tells_what_it_made(project, monkeypatch, capsys):
    asked = []
    monkeypatch.setattr(dev, "prepare", lambda *names: asked.append(names))
    monkeypatch.setattr(dev.shutil, "which", lambda _name: "/usr/bin/objdump")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    def make(*words, **environment):
        asked.append((words[-1], environment["PYTHONHASHSEED"], environment["SOURCE_DATE_EPOCH"]))
        (project / "dist").mkdir()
        (project / "dist" / "JixiaoBianbao-0.1.0.exe").write_bytes(b"x" * 1_500_000)
        return 0

    monkeypatch.setattr(dev, "call", make)
    assert dev.build([]) == 0
    assert asked == [("base", "build"), ("build.spec", "0", dev.BUILD_EPOCH)]
    assert "1.5 MB" in capsys.readouterr().out
