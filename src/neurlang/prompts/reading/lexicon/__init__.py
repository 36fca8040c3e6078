"""Words that readings are checked by: those of the training texts, those that change a meaning, those of operations."""
