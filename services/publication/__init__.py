"""The publication pack 交付: everything that is handed in or published, complete, checked and listed."""
