"""SQLite: engine, upgrades, backup, lock, audit trail."""
