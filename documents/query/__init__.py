"""What may be asked: parameters, the form, typed filters, addresses of lists."""
