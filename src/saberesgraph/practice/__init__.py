"""One record: its card, its form, its evidence, its oddities, and the record as RDF."""
