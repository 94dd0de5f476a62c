"""The list of staff: who may sign in, as what, and what those who left still hold."""
