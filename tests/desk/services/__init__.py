"""Services, on a book in memory."""
