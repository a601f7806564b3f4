"""Shares and how sure they are: Wilson's interval, and whether two shares differ beyond noise."""

from math import sqrt

Z95 = 1.959963984540054
"""Quantile of the normal distribution for a two-sided 95 % interval."""


def wilson(k: int, n: int, z: float = Z95) -> tuple[float, float]:
    """Score interval of k of n (Wilson 1927); (0, 1) where nothing was counted."""
    if n == 0:
        return 0.0, 1.0
    share = k / n
    spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    middle = share + z * z / (2 * n)
    scale = 1 + z * z / n
    # None of n and all of n reach the ends exactly; floating point would miss them by a hair.
    return 0.0 if k == 0 else (middle - spread) / scale, 1.0 if k == n else (middle + spread) / scale


def differs(k1: int, n1: int, k2: int, n2: int) -> float:
    """z of the two-proportion test with pooled variance; positive where the second is more, 0 if unknown."""
    if not n1 or not n2:
        return 0.0
    pooled = (k1 + k2) / (n1 + n2)
    error = sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    return 0.0 if error == 0 else (k2 / n2 - k1 / n1) / error


def trend_of(k1: int, n1: int, k2: int, n2: int) -> str:
    """up, down or noise, at 95 %."""
    z = differs(k1, n1, k2, n2)
    return "noise" if abs(z) < Z95 else "up" if z > 0 else "down"
