"""How many real pixels a measure of the screens takes at the zoom and the touch mode in force."""

MIN_ZOOM = 80
MAX_ZOOM = 200
ZOOM_STEPS = (80, 90, 100, 110, 125, 150, 175, 200)
_TOUCH_EXTRA = 8


class _Scale:
    """The scale in force; changed by ThemeSwitch only."""

    zoom = 100
    touch = False


def px(n: float) -> int:
    """Whole pixels for the measure `n` of the screens; never 0 for a positive n, so hairlines stay."""
    if _Scale.zoom == 100:
        return round(n)
    scaled = round(n * _Scale.zoom / 100)
    return scaled if scaled or n <= 0 else 1


def control(n: float) -> int:
    """Height in pixels of something to tap: `n`, 8 more in touch mode (UX.md 3.1)."""
    return px(n + _TOUCH_EXTRA) if _Scale.touch else px(n)


def zoom() -> int:
    """Percent in force, 80..200 (UX.md 1.7)."""
    return _Scale.zoom


def touch() -> bool:
    """Whether controls are made taller for fingers."""
    return _Scale.touch


def set_scale(percent: int, *, touch_mode: bool) -> None:
    """Take a zoom (clamped to 80..200) and touch mode; widgets follow through ThemeSwitch."""
    _Scale.zoom = min(MAX_ZOOM, max(MIN_ZOOM, percent))
    _Scale.touch = touch_mode


def next_zoom(percent: int, step: int) -> int:
    """The neighbour of `percent` on the ladder of zooms; step is +1 (larger) or -1 (smaller)."""
    if step > 0:
        return next((z for z in ZOOM_STEPS if z > percent), MAX_ZOOM)
    return next((z for z in reversed(ZOOM_STEPS) if z < percent), MIN_ZOOM)
