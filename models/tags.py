#!/usr/bin/env python3
"""Writes models/tags.tsv: the parts of speech that a word takes, most frequent first.

  models/tags.py CORPORA > models/tags.tsv

Counts the Penn tags of words in the training parts of corpora whose licences allow it: GUM (the genres listed below),
UD English EWT, MASC. CORPORA holds docs/gum/train-00.jsonl.gz, ner/pos-ud-ewt/train.conll.gz and
ner/pos-masc/train.conll.gz. Standard library only; the same input gives the same output.

A word seen with a small letter, or at a sentence's begin, stands in lower case. A word written with a capital inside a sentence
has an entry of its own, with its capital, where it is mostly something else than a proper noun (`American`, `Democrats`).
"""
import gzip, json, os, re, sys
from collections import Counter, defaultdict

GUM_GENRES = {"news", "interview", "bio", "voyage", "academic", "court"}
# MASC's tags were made by machine and partly corrected: one of its words weighs half of one in the other two, and none
# where those know the word well.
GOLD_WEIGHT, MASC_WEIGHT = 2, 1
WELL_KNOWN = 8
LEAST_WEIGHT = 2
LEAST_CAPITAL_WEIGHT = 6
LEAST_SHARE = 0.03
MOST_TAGS = 4
TAGS = set("AFX CC CD DT EX IN JJ JJR JJS MD NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS RP TO UH VB VBD VBG VBN VBP VBZ "
           "WDT WP WP$ WRB".split())
WORD = re.compile(r"'?[A-Za-zÀ-ɏ]+(?:['.-][A-Za-zÀ-ɏ]+)*\.?|[&']")

HEAD = """\
# Parts of speech that a word takes, most frequent first; written by models/tags.py, not by hand.
# Counted in the training parts of GUM (https://github.com/amir-zeldes/gum; annotations CC BY 4.0; genres %s),
# UD English EWT (https://github.com/UniversalDependencies/UD_English-EWT; CC BY-SA 4.0) and MASC (https://anc.org/data/masc; open).
# This file, as a whole derived from them, is under CC BY-SA 4.0."""


def gum_sentences(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for doc in map(json.loads, file):
            if doc["genre"] not in GUM_GENRES:
                continue
            ends = {end for _, end in doc["sentences"]}
            sentence = []
            for start, end, _, tag in doc["tokens"]:
                sentence.append((doc["text"][start:end], tag))
                if end in ends:
                    yield sentence
                    sentence = []


def conll_sentences(path):
    sentence = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            fields = line.rstrip("\n").split("\t")
            if len(fields) > 1:
                sentence.append((fields[0], fields[1]))
            elif sentence:
                yield sentence
                sentence = []
    if sentence:
        yield sentence


def is_title(sentence):
    """Whether most longer words have a capital: such a sentence does not tell names from words."""
    words = [w for w, _ in sentence if w[0].isalpha() and len(w) > 3]
    return len(words) > 2 and sum(w[0].isupper() for w in words) > 0.7 * len(words)


def count(sentences, weight, small, capital, trusted=True):
    for sentence in sentences:
        titled, begun = is_title(sentence), False
        for word, tag in sentence:
            begins = not begun
            begun = begun or word[0].isalnum()
            word = word.replace("’", "'").replace("‘", "'")
            if tag not in TAGS or not WORD.fullmatch(word):
                continue
            if not trusted and (not word.isalpha() or word[0].isupper() or tag == "UH"):
                continue
            if word[0].isupper() and word != "I" and not begins and not titled:
                capital[word][tag] += weight
            elif not (word[0].isupper() and tag in ("NNP", "NNPS")):
                small[word.lower()][tag] += weight


def entry(counts):
    total = sum(counts.values())
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [tag for tag, n in ranked if n >= LEAST_SHARE * total][:MOST_TAGS]


def complete(lines):
    """Adds the tags that a word's own forms imply: a base form is also a present, `climbed` is past and participle,
    and a noun with verb forms beside it (`pledge`, `pledged`) is also a verb."""
    def has(word, *tags):
        return any(tag in lines.get(word, ()) for tag in tags)

    def add(word, *tags):
        lines[word] += [tag for tag in tags if tag not in lines[word]]

    for word in sorted(lines):
        if not word.isalpha() or not word.islower() or has(word, "MD", "IN", "DT", "PRP", "RB"):
            continue
        stem = word[:-1] if word.endswith("e") else word
        if has(word, "VB", "VBP") or has(word, "NN") and has(stem + "ing", "VBG") and has(stem + "ed", "VBD", "VBN"):
            add(word, "VB", "VBP")
        if word.endswith("ed") and has(word, "VBD", "VBN"):
            add(word, "VBN", "VBD")
    for word in sorted(lines):
        if word.endswith("s") and has(word, "NNS", "VBZ") and word.isalpha() and word not in ("does", "has"):
            base = word[:-1] if word[:-1] in lines else word[:-2]
            if has(base, "VB") and has(word, "NNS"):
                add(word, "VBZ")
            elif has(base, "NN") and has(word, "VBZ"):
                add(word, "NNS")


def main(corpora):
    small, capital, masc = defaultdict(Counter), defaultdict(Counter), defaultdict(Counter)
    count(gum_sentences(os.path.join(corpora, "docs/gum/train-00.jsonl.gz")), GOLD_WEIGHT, small, capital)
    count(conll_sentences(os.path.join(corpora, "ner/pos-ud-ewt/train.conll.gz")), GOLD_WEIGHT, small, capital)
    count(conll_sentences(os.path.join(corpora, "ner/pos-masc/train.conll.gz")), MASC_WEIGHT, masc, capital, trusted=False)
    for word, counts in masc.items():
        if sum(small[word].values()) < WELL_KNOWN:
            small[word] += counts
    lines = {word: entry(c) for word, c in small.items() if sum(c.values()) >= LEAST_WEIGHT}
    for word, counts in capital.items():
        tags = entry(counts)
        wanted = {"JJ", "NNPS"} | ({"NN", "NNS"} if word.isupper() else set())
        if len(word) > 1 and tags[0] in wanted and sum(counts.values()) >= LEAST_CAPITAL_WEIGHT:
            lines[word] = tags
    complete(lines)
    print(HEAD % ", ".join(sorted(GUM_GENRES)))
    for word in sorted(lines, key=lambda w: w.encode()):
        print(word, " ".join(lines[word]), sep="\t")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
