"""The letter templates of the house: what is in force, tried, looked at, taken back."""
