"""The command line: thin commands that gather options, make one library call and print."""

import gc

# A run is short and makes hardly any cycles; while modules load, each search for some takes 4 ms.
gc.set_threshold(50_000, *gc.get_threshold()[1:])
