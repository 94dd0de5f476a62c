"""The room of the branch's calendar."""
