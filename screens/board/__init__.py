"""The queue of cases, and what to do next about the one that is marked."""
