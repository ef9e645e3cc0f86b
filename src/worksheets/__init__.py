"""The product: a request becomes a worksheet, cached, computed or written, and is stored."""
