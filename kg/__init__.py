"""kg: news articles to claims with evidence, in a graph that can be queried."""

__version__ = "0.1.0"
