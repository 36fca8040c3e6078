"""The head for stretches: its texts, what it sees in PyTorch, its learner, and the one that ships."""
