"""What came, changed and went, for programs that follow the archive: feeds, OAI-PMH, editions."""
