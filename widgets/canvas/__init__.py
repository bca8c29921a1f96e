"""The map: transform, sketch and snapping without Qt; painter, canvas and tools with it."""
