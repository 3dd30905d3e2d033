"""SHACL core, evaluated over an index of statements."""
