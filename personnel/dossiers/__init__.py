"""The grid of work dossiers: total and handled online, by commune and year."""
