"""Reads an exported network with networkx, and prints what it found there as JSON.

    python3 tests/render/read_back.py graphml|gexf FILE
"""

import json
import sys

import networkx

read = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}[sys.argv[1]]
graph = read(sys.argv[2])
print(json.dumps({
    "directed": graph.is_directed(),
    "nodes": {node: dict(data) for node, data in graph.nodes(data=True)},
    "edges": [[source, target, dict(data)] for source, target, data in graph.edges(data=True)],
}))
