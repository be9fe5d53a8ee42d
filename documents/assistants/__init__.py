"""The archive for assistants: tools that search, read, quote and count, over MCP."""
