"""Records -> plain plotly figure dicts, used by the library and the page alike."""
