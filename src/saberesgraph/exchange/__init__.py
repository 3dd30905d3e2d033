"""Intercooperación: calls and their evaluation, matching, exchanges, plans."""
