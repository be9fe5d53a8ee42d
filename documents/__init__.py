"""The app: articles, from their seed files to pages, searches and citations."""
