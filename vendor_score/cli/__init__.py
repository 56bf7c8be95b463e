"""The command line: a file per command, thin - gather options, one library call, print."""
