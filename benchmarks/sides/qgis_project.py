"""Write a QGIS project that shows the events of a GeoPackage; run by the Python of QGIS."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from qgis.core import (
    QgsMarkerSymbol,
    QgsProject,
    QgsReferencedRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)

from benchmarks.sides.qgis import POINT


def main(workspace: str, target: str) -> None:
    """Write a project whose one layer holds the events, as wide as they lie."""
    layer = QgsVectorLayer(f"{Path(workspace).absolute()}|layername=events", "events", "ogr")
    if not layer.isValid():
        raise RuntimeError("QGIS cannot open the workspace")
    layer.setRenderer(QgsSingleSymbolRenderer(QgsMarkerSymbol.createSimple(POINT)))
    project = QgsProject.instance()
    project.setCrs(layer.crs())
    project.addMapLayer(layer)
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(layer.extent(), layer.crs()))
    if not project.write(target):
        raise RuntimeError("the project could not be written")


if __name__ == "__main__":
    main(*sys.argv[1:])
    os._exit(0)
