"""The sources of training data: the library, the examples, patterns of programs, and phrasings of the intents."""
