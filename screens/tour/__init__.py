"""The tour: a panel that tells what to do next and sees that it was done."""
