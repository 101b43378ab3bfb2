"""Article to Doc: the language model marks sentences, grammar and names; offsets stay the article's."""
