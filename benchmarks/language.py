"""The language model measured on raw text beside a plain spaCy CNN trained on the same data: agreement, speed, size, memory.

    python benchmarks/language.py --shared ../shared [--baseline FOLDER]

FOLDER holds the CNN (`model/` inside it, as `kg.train.baseline.fit` writes it); where there is none it is trained first, which takes some
twenty minutes. Speeds are of one process and one thread, in one run: quote their ratio.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

import spacy

from kg import resources
from kg.annotate.language import load_language
from kg.train.collection import training
from kg.train.making import scores, table
from kg.train.measure import test_documents

MEMORY = """
import json, sys
from pathlib import Path
from kg.annotate.language import docs, load_language
from kg.model import Article
texts = json.loads(Path(sys.argv[1]).read_text())
nlp = load_language()
words = sum(len(doc) for _, doc in docs((Article.of(text) for text in texts), nlp))
# getrusage would tell the peak of the process that started this one, if that was higher
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(json.dumps({"words": words, "peak": int(peak.split()[1]) // 1024}))
"""


def speed(nlp: spacy.language.Language, texts: list[str]) -> float:
    """Words a second, the median of three passes."""
    passes = []
    for _ in range(3):
        start = time.process_time()
        words = sum(sum(not token.is_space for token in doc) for doc in nlp.pipe(texts))
        passes.append(words / (time.process_time() - start))
    return sorted(passes)[1]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--baseline", type=Path, default=Path("build/baseline"))
    options = parser.parse_args()
    corpora, facts = options.shared / "corpora", options.shared / "facts"
    if not corpora.is_dir():
        sys.exit(f"{corpora}: the corpora are not at hand; name the folder that holds corpora/ and facts/ with --shared")
    if not (options.baseline / "model").is_dir():
        from kg.train.baseline import fit

        print("training the CNN")
        options.baseline.mkdir(parents=True, exist_ok=True)
        fit(training(corpora, facts), options.baseline)
    ours, cnn = load_language(), spacy.load(options.baseline / "model")
    for name, nlp in (("kg's model", ours), ("spaCy CNN", cnn)):
        print(f"== {name}: F1 in per cent, raw text in")
        print("\n".join(table(scores(nlp, corpora, facts))))
    texts = [document.text for document in test_documents(corpora, facts)["EWT test"]][:150]
    fast, slow = speed(ours, texts), speed(cnn, texts)
    print(f"words a second of CPU time: kg's model {fast:,.0f}, CNN {slow:,.0f}: {fast / slow:.2f} times the CNN's")
    folder = resources.path("models/en_kg_news")
    print(f"size of the folder: {sum(path.stat().st_size for path in folder.rglob('*') if path.is_file()) / 1e6:.1f} MB")
    articles = Path("build") / "articles.json"
    articles.parent.mkdir(exist_ok=True)
    news = [document.text for document in test_documents(corpora, facts)["GUM news test"]]
    articles.write_text(json.dumps([f"{news[n % len(news)]}\n\nNumber {n}." for n in range(1000)]), encoding="utf-8")
    run = subprocess.run([sys.executable, "-c", MEMORY, str(articles)], capture_output=True, text=True, check=True)
    found = json.loads(run.stdout)
    print(f"peak memory, loading and parsing 1,000 articles of {found['words'] // 1000} words: {found['peak']} MB")


if __name__ == "__main__":
    main()
