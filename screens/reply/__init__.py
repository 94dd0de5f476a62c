"""Writing the answer: the check on the left, the letter as it will read on the right."""
