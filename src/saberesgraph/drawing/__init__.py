"""Pages and pictures drawn from the graph."""
