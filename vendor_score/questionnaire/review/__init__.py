"""The review workbook: how the buyer has the last word without touching a vendor's file."""
