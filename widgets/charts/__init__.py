"""Charts that follow the map (pyqtgraph)."""
