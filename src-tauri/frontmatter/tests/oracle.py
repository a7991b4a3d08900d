"""Reads pages with PyYAML and ruamel.yaml, for oracles.rs.

Standard input: a JSON object per line, {"yaml": text, "tree": tree, "texts": whether all values are to be texts}. A tree is a text for a scalar, {"seq": [...]} or
{"map": [[key, value], ...]}. Standard output: a line for each difference; "missing NAME" for a reader that is not installed.
"""

import json
import sys

sys.setrecursionlimit(10_000)


def tree(node):
    kind = type(node).__name__
    if kind == "ScalarNode":
        return node.value
    if kind == "SequenceNode":
        return {"seq": [tree(n) for n in node.value]}
    if kind == "MappingNode":
        return {"map": [[tree(k), tree(v)] for k, v in node.value]}
    return "" if node is None else repr(node)


def readers():
    try:
        import yaml

        yield "PyYAML", lambda text: yaml.compose(text, Loader=yaml.SafeLoader)
    except ImportError:
        print("missing PyYAML")
    try:
        from ruamel.yaml import YAML

        yield "ruamel.yaml", lambda text: YAML(typ="safe", pure=True).compose(text)
    except ImportError:
        print("missing ruamel.yaml")


def others(node):
    """The values that a reader takes for something else than text."""
    kind = type(node).__name__
    if kind == "ScalarNode":
        return [] if str(node.tag).endswith(":str") else [node.value]
    if kind == "SequenceNode":
        return [v for n in node.value for v in others(n)]
    return [v for _, n in node.value for v in others(n)]


cases = [json.loads(line) for line in sys.stdin.buffer]
for name, read in readers():
    for case in cases:
        try:
            node = read(case["yaml"])
            seen = tree(node)
            if case.get("texts") and others(node):
                print(json.dumps({"reader": name, "no text": others(node)}))
        except Exception as error:  # whatever the reader says is a difference
            print(json.dumps({"reader": name, "yaml": case["yaml"], "error": str(error)}))
            continue
        if seen != case["tree"]:
            print(json.dumps({"reader": name, "yaml": case["yaml"], "seen": seen, "want": case["tree"]}))
