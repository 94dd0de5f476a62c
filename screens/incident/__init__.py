"""Incidents: one cause behind many cases."""
