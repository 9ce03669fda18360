"""Auditing a finished document of anyone, without a filing: its text against itself and against its own tables."""
