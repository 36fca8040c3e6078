"""Extensions that lead outside: files, databases, the network."""
