"""The floor that shows: Qt widgets, the map canvas and the charts."""
