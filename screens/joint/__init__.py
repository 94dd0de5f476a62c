"""Joint cases on screen: the list of those who signed, while a case is taken down and after."""
