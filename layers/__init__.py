"""The floor that explains: events in, pictures with marks, legends and numbers out."""
