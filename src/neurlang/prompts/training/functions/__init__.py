"""The head for functions of the library: how people ask for them, training texts, training, and the files it ships as."""
