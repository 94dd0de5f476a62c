"""The letters on their way: approved, issued, printed, handed over."""
