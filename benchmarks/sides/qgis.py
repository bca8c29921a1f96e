"""QGIS' side, run by the Python that QGIS is installed for."""

from __future__ import annotations

import sys
from itertools import cycle
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsHeatmapRenderer,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsMarkerSymbol,
    QgsProject,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsStyle,
    QgsUnitTypes,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize

from benchmarks import given

SYSTEM = "EPSG:32638"
POINT = {"name": "circle", "size": "0.8", "color": "200,30,30", "outline_style": "no"}

_application = QgsApplication([], False)
_application.initQgis()


# -- opening and writing ---------------------------------------------------------------------


def open_first(folder: Path, _events: int):
    """Bring the layer into memory."""
    layer = _layer(folder)
    return lambda: layer.materialize(QgsFeatureRequest()).featureCount()


def write(folder: Path, _events: int):
    """Write a layer held in memory as GeoPackage, spatial index included."""
    layer, path = _in_memory(folder), folder / "written-by-qgis.gpkg"

    def work():
        path.unlink(missing_ok=True)
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName, options.layerName = "GPKG", "events"
        context = QgsProject.instance().transformContext()
        QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), context, options)

    return work


# -- pictures --------------------------------------------------------------------------------


def surface(folder: Path, _events: int):
    """Draw a layer held in memory with the heat map renderer, at its best quality."""
    layer, renderer = _in_memory(folder), QgsHeatmapRenderer()
    renderer.setRadius(given.BANDWIDTH)
    renderer.setRadiusUnit(QgsUnitTypes.RenderMapUnits)
    renderer.setRenderQuality(1)
    renderer.setColorRamp(QgsStyle.defaultStyle().colorRamp("Reds"))
    layer.setRenderer(renderer)
    return lambda: _render(layer, given.extent())


def redraw(folder: Path, _events: int):
    """Draw a layer held in memory as small discs of one colour."""
    layer, pans = _in_memory(folder), cycle(given.PANS)
    layer.setRenderer(QgsSingleSymbolRenderer(QgsMarkerSymbol.createSimple(POINT)))
    return lambda: _render(layer, given.extent(next(pans)))


def kernel_raster(folder: Path, _events: int):
    """Compute the quartic kernel density as a raster; its values are compared with ours."""
    layer, path = _layer(folder), folder / "kernel-by-qgis.tif"
    request = {
        "INPUT": layer,
        "RADIUS": given.BANDWIDTH,
        "PIXEL_SIZE": given.METRES_PER_PIXEL,
        "KERNEL": 0,
        "OUTPUT_VALUE": 0,
        "OUTPUT": str(path),
    }
    run = _processing().run
    return lambda: run("qgis:heatmapkerneldensityestimation", request), lambda _r: _values(path)


def _values(path: Path):
    """Return columns of (x, y, value) at the middles of the raster's pixels, NaN without data."""
    import numpy
    from osgeo import gdal

    raster = gdal.Open(str(path))
    band = raster.GetRasterBand(1)
    values = band.ReadAsArray().astype(float)
    values[values == band.GetNoDataValue()] = numpy.nan
    left, wide, _skew, top, _turn, tall = raster.GetGeoTransform()
    row, column = numpy.indices(values.shape)
    x, y = left + (column + 0.5) * wide, top + (row + 0.5) * tall
    return numpy.stack([x, y, values])


def _render(layer, extent):
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setOutputSize(QSize(given.WIDTH, given.HEIGHT))
    settings.setExtent(QgsRectangle(*extent))
    settings.setDestinationCrs(QgsCoordinateReferenceSystem(SYSTEM))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


# -- counting --------------------------------------------------------------------------------


def whole_days(folder: Path, _events: int):
    """Set the layer's filter and count its rows by district and month."""
    return _recount(folder, _period(given.SINCE, given.UNTIL))


def other_filter(folder: Path, _events: int):
    """Do the same with kinds and hours."""
    hours = ",".join(f"'{hour:02}'" for hour in given.HOURS)
    more = f" AND kind IN {given.KINDS} AND substr(at, 12, 2) IN ({hours})"
    return _recount(folder, _period(given.SINCE_HOUR, given.UNTIL_HOUR) + more)


def _period(since: str, until: str) -> str:
    begin, end = (text.replace(" ", "T") for text in (since, until))
    return f"at >= '{begin}' AND at < '{end}' AND district IN {given.DISTRICTS}"


def _recount(folder: Path, condition: str):
    import numpy

    layer = _layer(folder)
    fields = layer.fields()
    at, district = fields.indexOf("at"), fields.indexOf("district")

    def work():
        counts = {}
        # Set anew each time, or the count of the last turn would be kept.
        layer.setSubsetString("")
        layer.setSubsetString(condition)
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.NoGeometry)
        for feature in layer.getFeatures(request.setSubsetOfAttributes(["at", "district"], fields)):
            values = feature.attributes()
            day = values[at].date()
            key = values[district], day.year() * 12 + day.month() - 1
            counts[key] = counts.get(key, 0) + 1
        return counts

    def as_array(counts):
        table = numpy.zeros((given.NUMBERS, given.MONTHS), numpy.int64)
        for (number, month), count in counts.items():
            table[number, month - given.FIRST_MONTH] = count
        return table

    return work, as_array


def labels(folder: Path, _events: int):
    """Join the districts' numbers to the events by place."""
    areas = QgsVectorLayer(str(folder / "districts.gpkg"), "districts", "ogr")
    request = {
        "INPUT": _layer(folder),
        "JOIN": areas,
        "JOIN_FIELDS": ["number"],
        "PREDICATE": [5],  # within
        "METHOD": 1,  # the first that fits
        "DISCARD_NONMATCHING": False,
        "OUTPUT": "memory:",
    }
    run = _processing().run
    return lambda: run("native:joinattributesbylocation", request), _joined


def _joined(result):
    import numpy

    layer = result["OUTPUT"]
    place = layer.fields().indexOf("number")
    # The primary key says which row of the arrays a feature is.
    key = layer.fields().indexOf("fid")
    labels = numpy.zeros(layer.featureCount(), numpy.int16)
    for feature in layer.getFeatures(QgsFeatureRequest().setFlags(QgsFeatureRequest.NoGeometry)):
        values = feature.attributes()
        if isinstance(values[place], int):
            labels[values[key] - 1] = values[place]
    return labels


def _layer(folder: Path):
    layer = QgsVectorLayer(f"{folder.absolute() / 'events.gpkg'}|layername=events", "events", "ogr")
    if not layer.isValid():
        raise RuntimeError("QGIS cannot open the test set")
    return layer


def _in_memory(folder: Path):
    return _layer(folder).materialize(QgsFeatureRequest())


def _processing():
    sys.path.append(str(Path(_application.pkgDataPath()) / "python" / "plugins"))
    import processing
    from processing.core.Processing import Processing
    from qgis.analysis import QgsNativeAlgorithms

    Processing.initialize()
    registry = QgsApplication.processingRegistry()
    if not registry.providerById("native"):
        registry.addProvider(QgsNativeAlgorithms())
    return processing
