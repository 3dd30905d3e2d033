"""Saberes Graph: migration practices, their actors and the global frameworks, as linked data."""

__version__ = "0.1.0"
