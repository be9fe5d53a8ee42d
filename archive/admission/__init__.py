"""Admission control: how many requests a worker works at, how many wait, and who is refused."""
