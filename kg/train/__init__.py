"""Corpora -> the language model that kg ships: reading, fitting, exporting. PyTorch is needed here and nowhere else.

The folder of corpora holds `ud-ewt/` and `gum/` (Universal Dependencies, `*.conllu`) and `ner/`: `wikigold.conll`, `uner-ewt/`,
`crossner-politics/` and, read where they are there, CrossNER's other domains as they are published (`crossner-ai/train.txt` …) sections
of the Broad Twitter Corpus (`btc/g.conll`, `btc/e.conll`), WNUT 2017 (`wnut17/wnut17train.conll` …), STREUSLE (`streusle/streusle.sst`) and
files of Few-NERD (`fewnerd/dev.txt` …). `collection.py` says what is learned from and what is kept for testing.
"""
