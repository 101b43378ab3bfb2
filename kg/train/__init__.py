"""Corpora -> the language model that kg ships: reading, fitting, exporting. PyTorch is needed here and nowhere else."""
