"""Frozen values of the domain: they hold rules, emit nothing and know no store."""
