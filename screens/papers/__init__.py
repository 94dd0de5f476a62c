"""Letters and slips of every kind: choosing one, saying what it needs, making it."""
