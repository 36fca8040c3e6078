"""Extensions that work on values: texts, collections, JSON, dates, encodings, patterns."""
