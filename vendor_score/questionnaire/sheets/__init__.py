"""Layouts: where in a sheet the vendors, the questions and the answers stand."""
