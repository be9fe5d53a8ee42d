"""Tests of query translation."""
