"""The Filing in memory and the one way to change it."""
