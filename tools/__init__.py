"""Programs for developers: messages, variants of characters, a generated corpus, fitted weights."""
