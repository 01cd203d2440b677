"""Approved plans of training as they are kept: their hash, and names erased from them."""
