"""Extensions that keep secrets: digests, ciphers, signatures."""
