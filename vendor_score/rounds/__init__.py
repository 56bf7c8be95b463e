"""Two rounds of one comparison: what moved each vendor since the last one, split exactly."""
