"""Plan to program: the bodies of the intents, linking, verification, the answer."""
