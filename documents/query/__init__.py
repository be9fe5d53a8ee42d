"""What may be asked of a list: the table of filters, the form, typed filters, addresses."""
