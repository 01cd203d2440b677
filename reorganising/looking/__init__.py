"""What a decree comes to: who goes where, which figures change and why; before and afterwards."""
