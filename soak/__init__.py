"""Slower proofs, run by `make soak`: minutes each, and the same rules as in tests/."""
