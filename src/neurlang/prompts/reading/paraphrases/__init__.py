"""Rare words for common ones: a request in words that the reader does not know, said again in words that it knows."""

from neurlang.prompts.reading.paraphrases.rewriting import paraphrased

__all__ = ["paraphrased"]
