"""The one front end of page and notebook: payload record, style and ES modules."""
