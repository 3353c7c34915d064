"""One module per kind of page: Plan -> boxes on sheets."""
