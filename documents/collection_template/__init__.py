"""A collection to start from: its files, and the function that writes them."""
