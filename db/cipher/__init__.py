"""A book encrypted on disk: its key, the file the key lies in, and the way in and out.

The book is encrypted by SQLCipher under a random key of 32 bytes. That key lies beside it in a
small file, wrapped twice: under the passphrase and under the recovery key. So a new passphrase
takes no time, a lost one is no loss, and a wrong one is told from a damaged book: the wrapping is
authenticated by itself. An open costs no key stretching; unlocking does, once in a start.

Nothing here is imported while a book is not encrypted.
"""
