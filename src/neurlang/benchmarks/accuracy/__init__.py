"""How often prompts are answered rightly: the suite of 500 cases, cases of data files, scores, the confusion matrix."""
