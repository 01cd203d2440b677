"""Tokens by which other systems read: given out, listed, revoked; checked, and kept to a pace."""
