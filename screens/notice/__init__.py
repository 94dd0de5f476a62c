"""The one-time notice: everything a business needs, told at once, on paper."""
