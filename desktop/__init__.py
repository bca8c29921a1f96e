"""The floor that does: the desk, its session, its command line and its exports."""
