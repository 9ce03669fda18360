"""Qt only: no SQL, no rules, no arithmetic."""
