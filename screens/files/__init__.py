"""Files of a case: attached, looked at, written out again."""
