"""Words that readings are checked against: known words, words that change a meaning, names of other algorithms."""
