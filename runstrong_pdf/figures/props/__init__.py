"""Equipment: what it is in a pose file (`tables`) and how each kind is drawn."""
