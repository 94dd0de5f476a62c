"""The command line: the same services as the screens, for scripts, printing and a lead in haste."""
