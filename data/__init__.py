"""The floor that remembers: values, calendar, store and importers."""
