"""Reports: outlines as data, sentences bound to figures, and the finished document they make."""
