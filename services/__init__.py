"""The program without a screen. Nothing here imports Qt."""

__version__ = "0.1.0"
