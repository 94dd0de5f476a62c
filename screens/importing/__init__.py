"""Taking a list of the marketing system in."""
