"""Offers as vendors send them: sheets with a row for each item, into records."""
