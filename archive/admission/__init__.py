"""Admission control: limits, places for downloads, the allowance of a client, refusals."""
