"""Planning on pages: lists, counts against posts, a person's part; for whoever has the right."""
