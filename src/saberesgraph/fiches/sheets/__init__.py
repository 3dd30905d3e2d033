"""Sheets of the form, or from elsewhere, as drafts: their columns and the place of each cell."""
