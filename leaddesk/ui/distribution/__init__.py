"""The distribution of the unassigned queue by load norm (screen 14)."""
