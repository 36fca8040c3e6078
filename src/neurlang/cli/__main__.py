"""`python -m neurlang.cli` is the command `nl`."""

from neurlang.cli.start import main

main()
