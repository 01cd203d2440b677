"""Measurements of the portal on the made-up province; `manage.py bench` runs them."""
