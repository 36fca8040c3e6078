import pytest
from agreement import disagreement
from reference import Reference
from references import REFERENCES

from neurlang.programs.stdlib.reading.docstrings import documentation_of
from neurlang.programs.stdlib.reading.library import read_library
from neurlang.programs.stdlib.running import PythonLibrary
from neurlang.programs.stdlib.testing.executing import by_python
from neurlang.programs.stdlib.testing.sampling import Sampler
