"""The review workbook: the buyer corrects, confirms and judges without touching vendors' files."""
