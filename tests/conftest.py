"""What all tests share."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
"""No test fails because the machine was busy: speed is measured in tests/bench."""

pytest.register_assert_rewrite("tests.services.rules.casebook")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes the golden files anew instead of comparing with them."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files of the forms anew")
