"""Numbers in, numbers out: points and weights to scores, ranks and ties."""
