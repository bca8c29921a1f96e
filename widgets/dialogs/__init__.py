"""Dialogs, each asking for one decision."""
