"""The register language: op table, programs, assembler, printer, binary form; pure values."""
