"""Numbers to cells, in three charsets."""
