"""What the commands print: a screen that fits the terminal, in either language."""
