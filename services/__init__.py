"""The program without a screen. Nothing here imports Qt."""
