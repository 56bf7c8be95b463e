"""Letters to vendors after the decision: why not higher, and what is still open."""
