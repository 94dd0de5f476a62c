"""What is counted of the work: figures of a month, with their rules and the cases behind."""
