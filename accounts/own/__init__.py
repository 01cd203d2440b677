"""One's own account: signing in and out, where one is signed in, one's password."""
