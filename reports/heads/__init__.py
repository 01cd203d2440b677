"""Who leads the communes, and for how long (III.4)."""
