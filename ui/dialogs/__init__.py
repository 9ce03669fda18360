"""Dialogs: each asks one thing and returns the answer; what is done with it is the window's business."""
