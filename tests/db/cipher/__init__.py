"""Encrypted books."""
