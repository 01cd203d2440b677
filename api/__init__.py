"""What other systems read of the portal, by a token, under an address with a version in it."""
