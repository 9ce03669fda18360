"""The single file that the clerk gets: unpacks the program once per version, then starts it. Nothing here needs Qt.

The executable holds a Python without Qt, small enough to be unpacked at every start in a tenth of a second, and the
whole program as one zip that is unpacked only once. Imports the standard library and what `services` tells without it.
"""

PROGRAM = "JixiaoBianbao"
"""File name of the program; ASCII, so that every unzipper and every shell writes it alike."""
MANIFEST = "files.json"
"""Says what a copy of the program consists of; written last, so that a copy with it is complete."""
