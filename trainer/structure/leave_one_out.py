#!/usr/bin/env python3
"""Measures trained models of a pasted page's lines against the rules, leaving one page out; development only.

  leave_one_out.py --bin target/release/glossator --pages dev.jsonl.gz

A page is {"id","lines":[[text,role],...]}; role "body" is the article, "title" and "byline" count for nothing. The models decide
for every line whether it is the article from features without words: its length, end, capitals, digits and words of grammar, the
role that the rules give it, the same of two neighbours on each side, and its place in the region that the rules found.

  logistic  each line for itself; a margin leaves the rules' decision where the model is unsure
  chain     a linear chain, averaged structured perceptron (Collins 2002) with Viterbi

Prints F1 of the article's lines, and weighted by letters, pooled over the pages. Seeded; standard library only.
"""
import argparse, gzip, json, math, random, re, subprocess

GRAMMAR = set("""a about after against all also an and as at because been before between but by during for from he her him his how
i if in into it its just like many more most my no not of off on one only or our out over she since so some such than that the
their them then there these they this those through to under up we what when which while who with you are can could did do does
had has have is may might must said say says should told was were will would""".split())
ARTICLE = {"headline", "standfirst", "byline", "dateline", "caption", "subhead", "body"}
KEPT = ARTICLE - {"headline", "byline"}
SHORT = ("bias", "role=", "len=", "end=", "-1:role", "1:role")
LINE_BREAK = 1


class Page:
    def __init__(self, gold, annotation):
        texts = [text for text, _ in gold["lines"]]
        self.roles = roles(texts, annotation["blocks"])
        self.features = features(texts, self.roles)
        self.article = [role == "body" for _, role in gold["lines"]]
        self.counts = [role not in ("title", "byline") for _, role in gold["lines"]]
        self.letters = [sum(c.isalnum() for c in text) for text in texts]
        self.kept = [role in KEPT for role in self.roles]


def roles(texts, blocks):
    """The role that the rules give each line: that of the last block that reaches into it."""
    out, at = [], 0
    for text in texts:
        end = at + len(text.encode("utf-16-le")) // 2
        inside = [b["kind"] for b in blocks if b["start"] < end and at < b["end"]]
        out.append(inside[-1] if inside else "none")
        at = end + LINE_BREAK
    return out


def looks(text):
    words = re.findall(r"[^\W_][\w'’-]*", text)[:60]
    share = lambda test, parts: int(parts * sum(map(test, words)) / max(len(words), 1))
    grammar = sum(w.lower() in GRAMMAR for w in words)
    end = re.sub(r"[\"”’'»)\]* ]+$", "", text)[-1:]
    end = end if end and end in ".?!:,;…" else "none"
    sentence = end in ".?!…" and len(words) >= 8 and grammar > 0
    return {"len": sum(len(words) > n for n in (0, 1, 3, 7, 15, 30)), "end": end, "capitals": share(lambda w: w[0].isupper(), 3),
            "grammar": share(lambda w: w.lower() in GRAMMAR, 6) if len(words) > 3 else "none", "quote": text[:1] in "\"“‘'",
            "digits": any(w[0].isdigit() for w in words), "prose": sentence or len(words) >= 24 and grammar >= 5}


def features(texts, roles):
    seen = [looks(text) for text in texts]
    inside = [n for n, role in enumerate(roles) if role in ARTICLE] or [0]
    first, last = inside[0], inside[-1]
    out = []
    for n, text in enumerate(texts):
        f = ["bias", f"role={roles[n]}"] + [f"{k}={v}" for k, v in seen[n].items()]
        f += [f"role={roles[n]},{k}={seen[n][k]}" for k in ("len", "end")]
        for d in (-2, -1, 1, 2):
            if 0 <= n + d < len(texts):
                f += [f"{d}:role={roles[n + d]}"] + [f"{d}:{k}={seen[n + d][k]}" for k in ("prose", "len")]
            else:
                f.append(f"{d}:edge")
        place = "before" if n < first else "after" if n > last else "inside"
        edge = sum(min(abs(n - first), abs(n - last)) > d for d in (0, 2, 6))
        density = sum(s["prose"] for s in seen[max(0, n - 5):n + 6])
        f += [f"place={place}", f"place={place},edge={edge}", f"density={min(density, 8) // 2}", f"copies={min(texts.count(text), 3)}"]
        f += [f"place={place},{k}={seen[n][k]}" for k in ("prose", "len")]
        out.append(f)
    return out


def dot(weights, names):
    return sum(weights.get(name, 0.0) for name in names)


def train_logistic(pages, epochs=8, rate=0.05, decay=0.005):
    """Stochastic gradient ascent on the likelihood, weights decaying after every pass."""
    weights, order = {}, random.Random(1)
    rows = [(f, y) for p in pages for f, y, c in zip(p.features, p.article, p.counts) if c]
    for epoch in range(epochs):
        order.shuffle(rows)
        step = rate / (1 + 0.2 * epoch)
        for names, y in rows:
            error = y - 1 / (1 + math.exp(-max(-30.0, min(30.0, dot(weights, names)))))
            for name in names:
                weights[name] = weights.get(name, 0.0) + step * error
        shrink = 1 - min(0.5, step * decay * len(rows) / 20)
        weights = {name: shrink * w for name, w in weights.items()}
    return weights


def logistic(pages, page, wanted, margin):
    chosen = lambda names: [name for name in names if name.startswith(wanted)]
    for p in pages + [page]:
        p.all, p.features = p.features, [chosen(names) for names in p.features]
    weights = train_logistic(pages)
    out = [dot(weights, names) > (-margin if kept else margin) for names, kept in zip(page.features, page.kept)]
    for p in pages + [page]:
        p.features = p.all
    return out


def best_path(scores, moves):
    best, back = [0.0, scores[0]], []
    for score in scores[1:]:
        step = [max((best[a] + moves[a][b], a) for a in (0, 1)) for b in (0, 1)]
        back.append([came for _, came in step])
        best = [step[0][0], step[1][0] + score]
    path = [int(best[1] > best[0])]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


def chain(pages, page, epochs=10):
    weights, sums, order, at = {}, {}, random.Random(1), 1
    moves_of = lambda w: [[w.get(("move", a, b), 0.0) for b in (0, 1)] for a in (0, 1)]

    def add(name, by):
        weights[name] = weights.get(name, 0.0) + by
        sums[name] = sums.get(name, 0.0) + at * by

    pages = list(pages)
    for _ in range(epochs):
        order.shuffle(pages)
        for p in pages:
            # A right line must win by one, so that the margin does not vanish.
            scores = [dot(weights, f) + ((-1 if y else 1) if c else 0) for f, y, c in zip(p.features, p.article, p.counts)]
            found = best_path(scores, moves_of(weights))
            gold = [int(y) if c else g for y, c, g in zip(p.article, p.counts, found)]
            for n, (names, y, g) in enumerate(zip(p.features, gold, found)):
                if y != g:
                    for name in names:
                        add(name, y - g)
                if n:
                    add(("move", gold[n - 1], y), 1)
                    add(("move", found[n - 1], g), -1)
            at += 1
    mean = {name: w - sums[name] / at for name, w in weights.items()}
    return [bool(y) for y in best_path([dot(mean, names) for names in page.features], moves_of(mean))]


def figures(pages, decisions):
    """F1 of lines and of letters."""
    lines, letters = [0, 0], [0, 0]
    for page, decided in zip(pages, decisions):
        for y, c, d, size in zip(page.article, page.counts, decided, page.letters):
            for total, n in ((lines, 1), (letters, size)):
                total[0] += c * n * 2 * (y and d)
                total[1] += c * n * (y + d)
    return tuple(100 * hit / of for hit, of in (lines, letters))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--bin", required=True)
    ap.add_argument("--pages", required=True)
    a = ap.parse_args()
    with gzip.open(a.pages, "rt", encoding="utf-8") as f:
        gold = [json.loads(line) for line in f]
    rows = [{"id": g["id"], "text": "\n".join(text for text, _ in g["lines"])} for g in gold]
    run = subprocess.run([a.bin, "annotate", "--jsonl"], input="\n".join(map(json.dumps, rows)).encode(), capture_output=True, check=True)
    pages = [Page(g, json.loads(line)) for g, line in zip(gold, run.stdout.decode().splitlines())]
    show = lambda name, decisions: print("%-34s lines %.2f letters %.2f" % (name, *figures(pages, decisions)), flush=True)
    leave_one_out = lambda decide: [decide(pages[:n] + pages[n + 1:], page) for n, page in enumerate(pages)]
    show("rules", [p.kept for p in pages])
    for margin in (0, 1, 2):
        show(f"logistic, margin {margin}", leave_one_out(lambda rest, page: logistic(rest, page, "", margin)))
        show(f"logistic, few features, margin {margin}", leave_one_out(lambda rest, page: logistic(rest, page, SHORT, margin)))
    show("chain", leave_one_out(chain))


if __name__ == "__main__":
    main()
