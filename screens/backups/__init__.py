"""Backups: the room in which they are kept, and the way back from one."""
