"""A whole morning at the counter by the keys on screen, and the sheet that accounts for it."""
