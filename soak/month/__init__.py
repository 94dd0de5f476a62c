"""A month of a hall, lived through the real services with a clock that is moved.

October with its holiday and a make-up Saturday, a power cut during which the book is closed and
people write on paper, three incidents, twelve of staff.
"""
