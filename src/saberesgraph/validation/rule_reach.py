"""Tells of a rule whether what it derives from a fiche can be told from the fiche's part alone."""

from rdflib import URIRef, Variable

from saberesgraph.validation.facts import Facts


def rule_is_local(
    rule: str, *, own: frozenset[str], shared: frozenset[str], into: frozenset[str]
) -> bool:
    """Return whether each row of a rule is about a node of one part, and names it.

    Each derived statement is about that node, or about one of which the same row derives a
    statement that leads to it: so it can be seen which parts derive something of the same node.

    Args:
        rule: the text of a CONSTRUCT query.
        own: the kinds of statement that there are of fiches' subjects, as in `Facts`.
        shared: those of shared subjects.
        into: those of shared subjects that lead to a fiche's.
    """
    # a tenth of a second that is seldom needed
    from saberesgraph.validation.kinds import algebra_of
    from saberesgraph.validation.reach import HOME, OWN, beyond

    facts = Facts(own, shared, into)
    try:
        template = algebra_of(rule).template
    except Exception:  # whatever rdflib fails with: such a rule is asked of the whole
        return False
    return any(
        _names(template, each)
        and not beyond(rule, facts, str(each), about=OWN)
        and not beyond(rule, facts, str(each), about=HOME)
        for each in {subject for subject, *_ in template or () if isinstance(subject, Variable)}
    )


def _names(template: list[tuple[object, object, object]], focus: Variable) -> bool:
    led = {s for s, p, o in template if o == focus and isinstance(p, URIRef)}
    return all(
        subject == focus or (isinstance(subject, Variable) and subject in led)
        for subject, *_ in template
    )
