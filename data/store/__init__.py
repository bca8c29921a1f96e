"""The workspace: one GeoPackage read and written through SQLAlchemy and sqlite3."""
