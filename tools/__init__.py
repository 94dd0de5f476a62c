"""What builds and checks Desk; not part of the installed application."""
