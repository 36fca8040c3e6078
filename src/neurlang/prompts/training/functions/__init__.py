"""The head for functions of the library: how people ask for them, its texts, its training, its files."""
