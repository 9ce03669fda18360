"""What goes into the executable: used plugins and what they need, nothing that only tests need."""

from __future__ import annotations

import pytest

from packing.contents import UNUSED_MODULES, is_used, used, without_orphans


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/plugins/platforms/qwindows.dll",
        r"PySide6\plugins\platforms\qoffscreen.dll",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "PySide6/plugins/styles/qwindowsvistastyle.dll",
        "PySide6/translations/qtbase_zh_CN.qm",
        "PySide6/Qt6Network.dll",
        "PySide6/QtPrintSupport.pyd",
        "resources/fonts/NotoSerifSC-Regular.ttf",
        "docx/templates/default.docx",
        "pydantic-2.14.3.dist-info/METADATA",
    ],
)
def test_used(name):
    assert is_used(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/plugins/platforms/qdirect2d.dll",
        "PySide6/Qt/plugins/platforms/libqwayland-generic.so",
        "PySide6/Qt/plugins/platforms/libqminimalegl.so",
        r"PySide6\plugins\tls\qopensslbackend.dll",
        "PySide6/plugins/imageformats/qjpeg.dll",
        "PySide6/plugins/generic/qtuiotouchplugin.dll",
        "PySide6/plugins/networkinformation/qnetworklistmanager.dll",
        "PySide6/translations/qtbase_de.qm",
        "PySide6/translations/qt_help_zh_CN.qm",
        "PySide6/opengl32sw.dll",
        "PySide6/Qt6Quick.dll",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "pydantic-2.14.3.dist-info/RECORD",
        "resources/__pycache__/__init__.cpython-312.pyc",
    ],
)
def test_unused(name):
    assert not is_used(name)


def test_entries_are_kept_whole():
    kept = ("PySide6/Qt6Core.dll", "c:/Qt6Core.dll", "BINARY")
    assert used([kept, ("PySide6/Qt6Qml.dll", "c:/Qt6Qml.dll", "BINARY")]) == [kept]


def test_libraries_nobody_needs_go_with_the_plugin_they_came_for():
    entries = [
        ("PySide6/QtCore.abi3.so", "/s/QtCore.so", "EXTENSION"),
        ("PySide6/Qt/lib/libQt6Core.so.6", "/s/libQt6Core.so", "BINARY"),
        ("libglib.so.0", "/u/libglib.so", "BINARY"),
        ("libgtk.so.0", "/u/libgtk.so", "BINARY"),
        ("libcairo.so.2", "/u/libcairo.so", "BINARY"),
        ("libpython3.11.so.1.0", "/u/libpython.so", "BINARY"),
        ("pillow.libs/libjpeg.so", "/s/libjpeg.so", "BINARY"),
        ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK"),
        ("libcairo.so", "libcairo.so.2", "SYMLINK"),
    ]
    needs = {
        "/s/QtCore.so": ["/s/libQt6Core.so"],
        "/s/libQt6Core.so": ["/u/libglib.so"],
        "/u/libgtk.so": ["/u/libcairo.so"],
    }
    names = [entry[0] for entry in without_orphans(entries, lambda file: needs.get(file, []))]
    assert names == [
        "PySide6/QtCore.abi3.so",
        "PySide6/Qt/lib/libQt6Core.so.6",
        "libglib.so.0",
        "libpython3.11.so.1.0",
        "pillow.libs/libjpeg.so",
        "libQt6Core.so.6",
    ]


def test_network_stays_for_the_single_window_and_pillow_for_reports():
    assert "PySide6.QtNetwork" not in UNUSED_MODULES
    assert "PIL" not in UNUSED_MODULES
    assert {"PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtDBus", "tkinter"} <= set(UNUSED_MODULES)
