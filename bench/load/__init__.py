"""Many officers at once against gunicorn and PostgreSQL on this machine, and what they wait."""
