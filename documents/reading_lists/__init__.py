"""Reading lists: the articles and passages that an address names, in its order."""
