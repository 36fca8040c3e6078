"""How right a form is: where it differs from the form as written, a directed search for bad points, and proofs."""

from neurlang.kernels.accuracy.attack import attack, suspects
from neurlang.kernels.accuracy.disagreement import Screen, screen
from neurlang.kernels.accuracy.neighbourhood import SURE, Examiner

__all__ = ["SURE", "Examiner", "Screen", "attack", "screen", "suspects"]
