"""The catalogue of checks and the engine that keeps the findings current."""
