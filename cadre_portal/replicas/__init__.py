"""Pages that are read from a streaming replica, where the province has one (REPLICA_URL)."""
