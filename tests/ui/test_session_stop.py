"""A session that is dropped in the middle of a check leaves nothing switched off."""

from __future__ import annotations

import gc


def test_a_check_under_way_is_left_cleanly(desk):
    desk.demo()
    session = desk.window.controller.session
    session.check()
    next(session._slices)
    assert session.checking
    assert not gc.isenabled()
    session.stop()
    assert not session.checking
    assert gc.isenabled()
