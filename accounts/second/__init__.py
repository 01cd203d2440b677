"""The second factor: a code of one's phone beside the password, and codes for when it is lost."""
