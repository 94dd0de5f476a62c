"""How Desk looks: one folder a screen. Knows `desk`, never how things are kept."""
