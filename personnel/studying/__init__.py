"""Classes and who studies in them: opened, filled, through their states, to what they became."""
