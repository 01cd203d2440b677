"""The pages of classes: which there are, who is in them, their states and results."""
