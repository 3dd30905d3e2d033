"""Exports: all the data or a part of them, in every format that people and programs ask for."""
