"""A new case: one form in the order of a conversation, and what Desk knows beside it."""
