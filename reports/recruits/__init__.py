"""Who was taken on as a non-specialised worker since the resolution, and how qualified (III.2)."""
