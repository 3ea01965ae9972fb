"""Vincenty's inverse formula on WGS 84, written out: a distance that shares no code with pyproj."""

from __future__ import annotations

import math

_A, _F = 6378.137, 1 / 298.257223563
_B = _A * (1 - _F)


def vincenty_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the geodesic distance between two points that are not opposite each other."""
    if (lat, lon) == (other_lat, other_lon):
        return 0.0
    u1, u2 = (math.atan((1 - _F) * math.tan(math.radians(angle))) for angle in (lat, other_lat))
    difference = span = math.radians(other_lon - lon)
    for _ in range(200):
        x = math.cos(u2) * math.sin(span)
        y = math.cos(u1) * math.sin(u2) - math.sin(u1) * math.cos(u2) * math.cos(span)
        sine = math.hypot(x, y)
        cosine = math.sin(u1) * math.sin(u2) + math.cos(u1) * math.cos(u2) * math.cos(span)
        sigma = math.atan2(sine, cosine)
        alpha = math.cos(u1) * math.cos(u2) * math.sin(span) / sine
        square = 1 - alpha**2
        middle = cosine - 2 * math.sin(u1) * math.sin(u2) / square if square else 0.0
        c = _F / 16 * square * (4 + _F * (4 - 3 * square))
        old = span
        span = difference + (1 - c) * _F * alpha * (sigma + c * sine * (middle + c * cosine * (2 * middle**2 - 1)))
        if abs(span - old) < 1e-13:
            break
    u = square * (_A**2 - _B**2) / _B**2
    big_a = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)))
    big_b = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)))
    change = (
        big_b
        * sine
        * (
            middle
            + big_b / 4 * (cosine * (2 * middle**2 - 1) - big_b / 6 * middle * (4 * sine**2 - 3) * (4 * middle**2 - 3))
        )
    )
    return _B * big_a * (sigma - change)
