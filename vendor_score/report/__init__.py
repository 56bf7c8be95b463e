"""Records -> files: page, scorecard, json and csv, all from one finished report."""
