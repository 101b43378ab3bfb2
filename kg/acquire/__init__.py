"""World to Article: files, pages and streams are read, and each paragraph is told apart by what it is for."""
