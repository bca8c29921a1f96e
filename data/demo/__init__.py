"""The demonstration city: seeded, plausible and always labelled simulated."""
