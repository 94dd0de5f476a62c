"""What is counted of the work: the month table, and the cases behind every number."""
