"""Sheets that a program wrote: exports of surveys and chat back ends, this tool's own files."""
