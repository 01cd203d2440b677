"""The yearly evaluations of a commune typed as a grid, and those of one person."""
