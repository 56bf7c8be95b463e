"""criteria.yaml -> Criteria: the tree of criteria, value functions, musts and targets."""
