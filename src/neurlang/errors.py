"""Every error that a user can see, with the exit code of the command line for it.

An error says where it is, what was found, and what would be right. Code raises the most precise class here;
`neurlang.cli.app` alone turns one into a line on standard error and a process exit code.
"""

from __future__ import annotations

from typing import ClassVar


class NeurlangError(Exception):
    """Something went wrong that the user can fix; the text is one or a few plain lines."""

    exit_code: ClassVar[int] = 1
    kind: ClassVar[str] = "error"


class UsageError(NeurlangError):
    """The command line or a call's arguments are wrong."""

    exit_code = 2
    kind = "usage"


class AssemblyError(NeurlangError):
    """A text is not a program; the message has file, line, column, the line itself and a suggestion."""

    kind = "assembly"


class SourceError(NeurlangError):
    """A Python function is not in the subset that is compiled; the message has file, line, column and a suggestion."""

    kind = "source"


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
    """An optional dependency is not installed; the message names the extra that installs it."""

    kind = "missing-part"


class BackendError(NeurlangError):
    """A place to train is missing, refuses, or its training failed; the message says what to do."""

    kind = "backend"


class MeaningError(NeurlangError):
    """The question has no answer: a division by zero, or a result outside the range of integers."""

    kind = "no-answer"


class OperandError(MeaningError):
    """A function of the library got too many or too few values, one of another kind, or one outside its domain."""

    exit_code = 2
    kind = "usage"


class PlanSyntaxError(NeurlangError):
    """A text is not a written plan; the message has column, the text itself and a suggestion."""

    exit_code = 2
    kind = "plan"


class VerificationError(NeurlangError):
    """No candidate program agreed with the exact meaning, so no answer is shown."""

    kind = "verification"


class NativeCodeError(NeurlangError):
    """Native code is not available here: the machine is unsupported, or the system allows no executable memory."""

    kind = "native-code"


class FormulaError(NeurlangError):
    """A formula cannot be built or used as requested; the message says what does not fit, and what would."""

    kind = "formula"


class FormulaSyntaxError(FormulaError):
    """A text is not a formula; the message has source, line, column, the line itself and a suggestion."""

    kind = "formula"


class ContradictionError(FormulaError):
    """Rules made two different constants equal, so one rule is false; the message has the rules and the proof."""

    kind = "contradiction"
