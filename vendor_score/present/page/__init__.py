"""The page and the notebook widget: payload, static HTML and the modules that draw them."""
