#!/usr/bin/env python3
"""Says compounds in other words ("verandering van gedrag") and measures whether what holds the compound is found.

usage: paraphrases.py COMPOUNDS.tsv FOLDER OORDEEL

COMPOUNDS.tsv has the compound in its first and the lemmas of its parts, with | between them, in its third column; compounds of two
parts count. FOLDER holds the documents, OORDEEL is the program. Prints nDCG@10 over sentences and over records: what holds the
compound is right, all else wrong; compounds that no sentence or record holds are left out.
"""
import json
import math
import re
import subprocess
import sys
import tempfile


def lines(program, *arguments):
    printed = subprocess.run([program, *arguments, "--format", "ndjson"], capture_output=True, text=True).stdout
    return [json.loads(line) for line in printed.splitlines() if line.strip()]


def words(record):
    return json.dumps({key: value for key, value in record.items() if key != "source"}, ensure_ascii=False).lower()


def gain(right, relevant):
    found = sum(1 / math.log2(rank + 2) for rank, is_right in enumerate(right) if is_right)
    return min(1.0, found / sum(1 / math.log2(rank + 2) for rank in range(min(relevant, 10))))


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    compounds, folder, program = sys.argv[1:]
    with tempfile.TemporaryDirectory() as work:
        index = f"{work}/index"
        subprocess.run([program, "ingest", folder, "--index", index], capture_output=True, check=False)
        records = {record["id"]: words(record) for record in lines(program, "extract", folder)}
        sentences = [coding["text"].lower() for coding in lines(program, "themes", "--index", index)]
        gains = {"sentences": [], "records": []}
        for line in open(compounds, encoding="utf-8"):
            compound, _, lemmas = line.rstrip("\n").split("\t")[:3]
            parts = lemmas.split("|")
            if len(parts) != 2:
                continue
            holds = re.compile(r"\b" + re.escape(compound))
            search = ["search", f"{parts[1]} van {parts[0]}", "--index", index, "--limit", "10"]
            relevant = sum(1 for sentence in sentences if holds.search(sentence))
            if relevant:
                hits = lines(program, *search, "--sentences")
                gains["sentences"].append(gain([holds.search(hit["snippet"]["text"].lower()) for hit in hits], relevant))
            relevant = {name for name, text in records.items() if holds.search(text)}
            if relevant:
                gains["records"].append(gain([hit["id"] in relevant for hit in lines(program, *search)], len(relevant)))
    for what, measured in gains.items():
        print(f"{what}: {len(measured)} paraphrases  nDCG@10 = {sum(measured) / max(1, len(measured)):.3f}")


main()
