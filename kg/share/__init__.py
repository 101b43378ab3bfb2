"""Store to files: Gephi, tables, RDF and other tools."""
