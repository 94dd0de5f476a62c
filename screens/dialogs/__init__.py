"""Dialogs that several rooms use; one a file."""
