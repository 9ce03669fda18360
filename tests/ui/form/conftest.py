from __future__ import annotations

import pytest

from services.render.fonts import font_set
from services.render.measure import Measurer
from tests.ui.form.sheets import f01
from ui.form.view import FormView


@pytest.fixture(scope="session")
def measurer():
    return Measurer(font_set(prefer_installed=False))


@pytest.fixture
def view(qtbot, measurer):
    form = FormView(measurer)
    qtbot.addWidget(form)
    form.resize(860, 640)
    form.set_sheet(f01())
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    form.setFocus()
    return form
