"""One case: its points with their answers, what happened, and everything that can be done."""
