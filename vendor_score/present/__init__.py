"""What people and scripts are given: files, page, charts and screens, all from one report."""
