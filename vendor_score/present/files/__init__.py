"""The report as files: json, csv, scorecard, pictures; all of them whole or none."""
