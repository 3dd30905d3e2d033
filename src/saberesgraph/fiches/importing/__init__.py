"""From files to data/: what would change, whether it may, and writing it all or not at all."""
