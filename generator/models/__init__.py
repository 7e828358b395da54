"""The records as an author writes them."""
