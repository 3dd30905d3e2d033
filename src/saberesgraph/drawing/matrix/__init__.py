"""Coverage matrices: their orders, their table, their page and their picture."""
