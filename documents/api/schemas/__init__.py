"""The types of the JSON answers. OpenAPI's schemas are made of them, so each is said once.

A docstring and the texts of `Annotated` are the descriptions. Every key is always there; what is
not known is null or empty.
"""
