"""Store to rows: named questions, free SPARQL, and the records that exports are made from."""
