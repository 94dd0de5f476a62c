"""Slower proofs, run by `make soak`: minutes in all, and the same rules as in tests/."""
