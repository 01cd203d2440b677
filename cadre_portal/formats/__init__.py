"""How the portal writes and reads days, in place of Django's formats (FORMAT_MODULE_PATH)."""
