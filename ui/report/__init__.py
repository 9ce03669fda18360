"""The writing screen of reports."""
