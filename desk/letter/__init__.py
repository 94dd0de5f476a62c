"""Letters: their life, what they say, how they are checked and put on paper."""
