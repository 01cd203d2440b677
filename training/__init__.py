"""What is done so that the targets are reached: needs, classes, forecasts, plans, on pages."""
