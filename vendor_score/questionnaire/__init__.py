"""Workbooks -> Answers: find the layout, read the cells, read the answers."""
