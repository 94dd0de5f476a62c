"""How it looks: one folder a screen. Knows desk, and nothing of db."""
