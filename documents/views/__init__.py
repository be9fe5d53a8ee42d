"""The views: each asks other rooms and hands the result to a template."""
