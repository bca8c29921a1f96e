"""Spatial statistics: pure functions on arrays, no Qt, no store."""
