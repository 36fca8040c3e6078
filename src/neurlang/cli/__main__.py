"""`python -m neurlang.cli` is the command `nl`."""

from neurlang.cli.app import main

main()
