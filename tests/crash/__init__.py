"""Desk killed at any moment, and what is left of it."""
