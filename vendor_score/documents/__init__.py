"""Documents that people pass on: what they are made of, and their writers for Word, slide, web."""
