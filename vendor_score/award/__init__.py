"""Offers beside quality: costs as a criterion, crossings, doubt, the frontier, cross-checks."""
