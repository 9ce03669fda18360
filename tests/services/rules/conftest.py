"""Shared by the tests of rules; how filings and cases are made is in casebook.py."""

import pytest

pytest.register_assert_rewrite("tests.services.rules.casebook")
