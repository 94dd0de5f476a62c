"""Files that look like one customer: listed, compared, linked, merged, taken back."""
