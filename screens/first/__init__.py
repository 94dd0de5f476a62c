"""The first start at a computer, where there is no book yet."""
