"""Decision -> Robustness: how sure the ranking is, and what would change it."""
