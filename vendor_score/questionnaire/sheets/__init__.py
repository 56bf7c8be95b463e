"""Sheets: where in them the vendors, the questions and the answers stand."""
