"""Pure programs as files that do not need Python."""

from neurlang.programs.native.standalone.writing import FORMS, Settings, write_standalone

__all__ = ["FORMS", "Settings", "write_standalone"]
