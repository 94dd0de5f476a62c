"""How fast Desk is, beside the bare tools it stands on."""
