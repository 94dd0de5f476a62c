"""Files of the marketing system: reading them, saying which column is what, judging rows.

Pure rules; what they mean for the book is `desk.services.importing`.
"""
