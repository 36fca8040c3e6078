"""A soundness harness for the formula optimiser that shares no code with what it checks.

From the package it takes the optimiser itself, the compiled code of both forms, and expressions as data. Points,
exact values and the verdict are its own: `points` draws, `harness` searches for worse, `bounds` filters, `oracle`
decides, `verdict` checks results against the promise of docs/optimize.md. `formulas` lists what is optimised, `work`
handles one kernel, `pool` distributes all of them, `report` reports.
"""
