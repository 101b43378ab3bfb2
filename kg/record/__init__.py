"""Statement to quads: the graph is the contract; stores keep it, shapes check it."""
