"""The decision record: what was decided and on what, to be handed over and recomputed."""
