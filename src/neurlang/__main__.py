"""`python -m neurlang` is the command `nl`."""

import runpy

runpy.run_module("neurlang.cli", run_name="__main__")
