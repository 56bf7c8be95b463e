"""Text to readings: words, numbers, units and statements of one answer."""
