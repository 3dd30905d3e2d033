"""What is written, as what is meant: figures, names and lists, with a doubt told for each doubt."""
