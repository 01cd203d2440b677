"""What is kept of changes and looks, chained by day, so that nothing of it is bent unseen."""
