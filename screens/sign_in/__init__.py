"""Who is there: staff number and PIN, on the first screen and after every lock."""
