"""Run inside QGIS: say when the project's layer has been painted."""

import sys

from qgis.core import QgsProject
from qgis.utils import iface

canvas = iface.mapCanvas()


def tell(*_arguments):
    """Print the word the benchmark waits for."""
    if QgsProject.instance().mapLayers() and canvas.layers():
        sys.__stdout__.write("PAINTED\n")
        sys.__stdout__.flush()


canvas.mapCanvasRefreshed.connect(tell)
canvas.refresh()
