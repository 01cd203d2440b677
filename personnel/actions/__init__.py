"""What happens to a career, each with a short form: ending, appointing, transferring, deleting."""
