"""Turn checked cells into typed frames, with points where a table has them."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from geodata.data.package import LIST_DELIMITER, Column, Table

CRS = "EPSG:4326"


def typed(table: Table, raw: pd.DataFrame) -> pd.DataFrame:
    """Return a new frame with the types that the table describes, on a plain index.

    integer -> Int64, number -> float64, boolean -> bool, date -> datetime64, list -> tuples of str, text -> str.
    Empty cells are NA, NaN, False, NaT, () and "".
    """
    return pd.DataFrame(
        {column.name: _typed(column, raw[column.name].reset_index(drop=True)) for column in table.columns}
    )


def _typed(column: Column, cells: pd.Series[str]) -> pd.Series:
    match column.type:
        case "integer":
            return pd.to_numeric(cells.where(cells != ""), errors="raise").astype("Int64")
        case "number":
            return pd.to_numeric(cells.where(cells != ""), errors="raise").astype("float64")
        case "boolean":
            return cells == "true"
        case "date":
            return pd.to_datetime(cells.where(cells != ""), format="%Y-%m-%d")
        case "list":
            parts = [tuple(cell.split(LIST_DELIMITER)) if cell else () for cell in cells]
            return pd.Series(parts, index=cells.index, dtype=object)
        case "string":
            return cells.astype("str")


def with_points(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the frame with a point for each row's `lat` and `lon` (degrees, WGS 84); no point where they are empty."""
    points = gpd.GeoSeries(gpd.points_from_xy(frame["lon"], frame["lat"]), index=frame.index, crs=CRS)
    return gpd.GeoDataFrame(frame, geometry=points.where(frame["lat"].notna() & frame["lon"].notna()), crs=CRS)


def located(frame: pd.DataFrame, places: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the frame with `lat`, `lon`, `accuracy_km` and the point of each row's `place_id`."""
    points = places.set_index("id").loc[frame["place_id"], ["lat", "lon", "accuracy_km"]].set_axis(frame.index)
    return with_points(pd.concat([frame, points], axis="columns"))
