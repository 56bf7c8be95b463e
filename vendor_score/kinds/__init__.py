"""Kinds of answers: one module per kind, and what several kinds share."""
