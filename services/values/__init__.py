"""Money, target literals, scores, grades, numbers and dates: pure functions."""
