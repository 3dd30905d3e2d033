"""Queries of every kind that has brought an endpoint down, as strangers send them."""

_MANY = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
_ROWS = " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(50)))} }}" for n in range(8))


def hostile(url: str, file: str) -> dict[str, str]:
    """Return hostile queries by what they try.

    Args:
        url: of a listener that no query may reach.
        file: of an RDF file that no query may read.
    """
    service = f"SERVICE <{url}> {{ ?s ?p ?o }}"
    return {
        "request": f"SELECT * {{ {service} }}",
        "silent request": f"SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
        "request in a filter": f"ASK {{ ?s ?p ?o FILTER EXISTS {{ {service} }} }}",
        "request of a sub-select": f"SELECT * {{ {{ SELECT * {{ {service} }} }} }}",
        "request to construct": f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {service} }}",
        "request in disguise": f"SELECT * {{ \\u0053ERVICE <{url}> {{ ?s ?p ?o }} }}",
        "request by base": f"BASE <{url}> SELECT * {{ SERVICE <x> {{ ?s ?p ?o }} }}",
        "graph to fetch": f"SELECT * FROM <{url}> {{ ?s ?p ?o }}",  # noqa: S608
        "graph to read": f"SELECT * FROM <{file}> FROM NAMED <{file}> {{ ?s ?p ?o }}",  # noqa: S608
        "load": f"LOAD <{url}>",
        "change": "DELETE WHERE { ?s ?p ?o }",
        "nested groups": "SELECT * " + "{ " * 2200 + "?s ?p ?o" + " }" * 2200,
        "nested sub-selects": "SELECT * { " * 1180 + "?s ?p ?o" + " }" * 1180,
        "nested calls": "ASK { FILTER (" + "STR(" * 965 + "1" + ")" * 965 + ") }",
        "nested negation": "ASK { " + "FILTER NOT EXISTS { " * 850 + "?s ?p ?o" + " }" * 851,
        "long union": "SELECT * { { ?s ?p ?o } " + "UNION { ?s ?p ?o } " * 9000 + "}",
        "long sum": "SELECT (1" + "+1" * 60_000 + " AS ?n) {}",
        "endless rows": f"SELECT * {{ {_MANY} }}",
        "endless count": f"SELECT (COUNT(*) AS ?n) {{ {_MANY} }}",
        "endless values": f"SELECT (COUNT(*) AS ?n) {{ {_ROWS} }}",
        "endless order": f"SELECT * {{ {_MANY} }} ORDER BY ?c ?f",
        "endless groups": f"SELECT ?a ?d ?g (COUNT(*) AS ?n) {{ {_MANY} }} GROUP BY ?a ?d ?g",
        "endless distinct": f"SELECT DISTINCT ?a ?d ?g ?j {{ {_MANY} }}",
        "endless paths": "SELECT (COUNT(*) AS ?n) { ?a (<urn:x>|!<urn:x>)* ?b . "
        "?c (<urn:x>|!<urn:x>)* ?d . ?e (<urn:x>|!<urn:x>)* ?f }",
        "long path": "SELECT * { ?s " + "/".join(["<urn:p>"] * 600) + " ?o }",
        "many patterns": "SELECT * { " + " . ".join(f"?a{n} ?b{n} ?a{n + 1}" for n in range(400))
        + " }",
        "doubled text": 'SELECT * { BIND ("' + "x" * 40 + '" AS ?x0) '
        + " ".join(f"BIND (CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40)) + " }",
        "joined text": f'SELECT (GROUP_CONCAT(?c; separator="{"x" * 999}") AS ?t) {{ {_MANY} }}',
        "slow expression": 'SELECT * { ?s ?p ?o FILTER REGEX(STR(?o), "(a+)+$(a+)+$(x|xx)+y") '
        'FILTER REGEX("' + "a" * 5000 + '", "(a|aa)+$") }',
        "flood": f"CONSTRUCT {{ ?a ?b ?c . ?d ?e ?f }} WHERE {{ {_MANY} }}",
        "long text": "ASK { " + "# " + "x" * 190_000 + "\n }",
        "open quote": 'SELECT * { ?s ?p "' + "x" * 100_000,
        "no query": "\x00\ufffe{{{",
    }  # fmt: skip
