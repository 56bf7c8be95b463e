"""Strict reading of settings files: YAML nodes with lines, schema types, every problem at once."""
