"""Panels around the map: layers, filters, inspector, rows."""
