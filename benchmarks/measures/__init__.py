"""What is measured: one topic a module, each with a dict MEASURES by name."""
