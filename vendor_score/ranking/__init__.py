"""Decision -> Ranking: the weighted sum, and every other aggregation method as a cross-check."""
