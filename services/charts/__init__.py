"""Charts 图1–图7: one description, one layout, drawn in PDF, on screen, as a picture for Word, native in Excel."""
