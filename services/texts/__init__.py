"""Checking the figures of running text: quantify → relate → judge → explain. Knows no Filing and no screen."""
