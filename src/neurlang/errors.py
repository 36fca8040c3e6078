"""Every error that a user can see, with the exit code that the command line gives it.

An error says where it is, what was found, and what would be right. Code raises the most precise class here;
`neurlang.cli.app` alone turns one into a line on standard error and a process exit code.
"""

from __future__ import annotations

from typing import ClassVar


class NeurlangError(Exception):
    """Something went wrong that the user can mend; its text is one or a few plain lines."""

    exit_code: ClassVar[int] = 1
    kind: ClassVar[str] = "error"


class UsageError(NeurlangError):
    """The command line, or a call's arguments, make no sense."""

    exit_code = 2
    kind = "usage"


class AssemblyError(NeurlangError):
    """A text is not a program: its text names file, line, column, the line and a suggestion."""

    kind = "assembly"


class BinaryFormatError(NeurlangError):
    """Bytes are not a well-formed `.nlb` file."""

    kind = "binary-format"


class ModelError(NeurlangError):
    """A model file is missing, damaged, or of a format that no installed engine reads."""

    kind = "model"


class DataError(NeurlangError):
    """A data file (JSONL, tables) is missing or malformed."""

    kind = "data"


class MissingPartError(NeurlangError):
    """An optional dependency is not installed; the text names the extra that brings it."""

    kind = "missing-part"


class MeaningError(NeurlangError):
    """What was asked for has no answer: a division by zero, a result outside the integers' range."""

    kind = "no-answer"


class VerificationError(NeurlangError):
    """No candidate program agreed with the exact meaning; nothing is shown as an answer."""

    kind = "verification"


class NativeCodeError(NeurlangError):
    """Native code cannot be had here: another machine, or a system that gives no executable memory."""

    kind = "native-code"


class FormulaError(NeurlangError):
    """A formula cannot be built or used as asked: its text says what does not fit, and what would."""

    kind = "formula"


class FormulaSyntaxError(FormulaError):
    """A text is not a formula: its text names source, line and column, the line and a suggestion."""

    kind = "formula"


class ContradictionError(FormulaError):
    """Rules made two different constants equal, so one of them is false; the text has the rules and the proof."""

    kind = "contradiction"
