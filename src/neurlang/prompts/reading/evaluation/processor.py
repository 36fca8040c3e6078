"""What the system says about this processor: enough to tell whether stored code was made for it, without LLVM."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from neurlang.errors import NativeCodeError

CPU_INFO = Path("/proc/cpuinfo")
FIRST_BYTES = 16_384  # of the file: the first processor is enough, and a large machine has hundreds
CHANGING = ("cpu MHz", "bogomips", "BogoMIPS", "processor", "apicid", "initial apicid", "core id")


@cache
def processor_text() -> str:
    """Model and features of the first processor. Raises NativeCodeError if the system does not say."""
    try:
        with CPU_INFO.open("rb") as file:
            first, _, _ = file.read(FIRST_BYTES).partition(b"\n\n")
    except OSError as error:
        raise NativeCodeError(f"the processor is not known: {CPU_INFO} ({error.strerror})") from None
    lines = first.decode("utf-8", "replace").splitlines()
    return "\n".join(line for line in lines if line.partition("\t")[0].strip() not in CHANGING)
