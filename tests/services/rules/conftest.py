"""Shared by the tests of rules: see casebook.py for how filings and cases are made."""
