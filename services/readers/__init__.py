"""What comes in from outside: clipboard, packages, tables."""
