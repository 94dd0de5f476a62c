"""Backups: what one is, how long each is kept, when the next is due, what a restore would lose."""
