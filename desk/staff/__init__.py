"""The people of the hall, what each may do, and how they prove who they are."""
