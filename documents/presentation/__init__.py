"""How dates, names, languages and rights are said in words."""
