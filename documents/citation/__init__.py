"""Citations and exports of an article, as functions of a citation record. Pure."""
