"""Needs, forecasts and the smallest plan as the commands give them out."""
