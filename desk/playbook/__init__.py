"""What the hall knows, as data: packs of entries with their source, validity and confidence."""
