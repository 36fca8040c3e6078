"""Options that several commands share, and groups of options."""
