"""What evaluations, matches and the method say, as text, Markdown, JSON and workbooks."""
