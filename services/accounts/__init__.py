"""Final accounts 部门决算: what was typed (Ledger) and the published tables that follow from it."""
