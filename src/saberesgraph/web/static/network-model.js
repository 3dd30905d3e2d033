// The network the page is given: nodes, links, and how they hang together. Nothing here draws.
"use strict";
(() => {
  const own = (window.networkPage ??= {});
  const EXPERIENCES = new Set(["practice", "lesson"]);
  // kinds whose codes people know
  const BY_CODE = new Set(["practice", "lesson", "objective", "principle", "goal"]);

  // as `language.folded` in Python, so that what it wrote in `search` is found by what is typed
  own.folded = (text) => text.normalize("NFKD").toLowerCase().replaceAll("ß", "ss")
    .replace(/\p{Mn}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  // "area:AH" -> "AH": what stands in an address
  own.bare = (id) => id.slice(id.indexOf(":") + 1);

  own.codeOf = (node) => (BY_CODE.has(node.kind) || node.kind === "area" ? node.code : "");
  own.full = (node) => (BY_CODE.has(node.kind) ? `${node.code} · ${node.name}` : node.name);
  own.isExperience = (node) => EXPERIENCES.has(node.kind);

  function link(row, index, data) {
    const [from, to, name, basis, printed, field, rule, support, weight, shared, total] = row;
    return {
      index, from, to, link: name, basis: basis || "", printed: printed || "", field: field || "",
      rule: rule || "", support: support ? String(support).split(" ") : [],
      weight: Number(weight) || 1, shared: shared || [], total: total || (shared || []).length,
      derived: basis === "derived" || Boolean(data.links[name]?.derived),
    };
  }

  own.read = (data, language) => {
    const nodes = data.nodes.map((node, index) => ({ ...node, index, links: [] }));
    const links = data.edges.map((row, index) => link(row, index, data));
    for (const each of links) {
      nodes[each.from].links.push(each);
      nodes[each.to].links.push(each);
    }
    const collator = new Intl.Collator(language, { numeric: true });
    const key = (node) => (BY_CODE.has(node.kind) ? node.code : node.name);
    const order = new Map(data.kinds.map((kind, index) => [kind.kind, index]));
    return {
      data, nodes, links, order,
      byId: new Map(nodes.map((node) => [node.id, node])),
      kinds: new Map(data.kinds.map((kind) => [kind.kind, kind])),
      derivedKinds: new Set(data.kinds.map((kind) => kind.kind).filter((kind) => {
        const all = nodes.filter((node) => node.kind === kind);
        return all.length > 0
          && all.every((node) => node.links.length > 0 && node.links.every((each) => each.derived));
      })),
      hasDerived: links.some((each) => each.derived),
      byName: (a, b) => collator.compare(key(a), key(b)) || a.index - b.index,
      byDegree: (a, b) => b.degree - a.degree || collator.compare(key(a), key(b)) || a.index - b.index,
    };
  };

  own.otherEnd = (model, each, node) => model.nodes[each.from === node.index ? each.to : each.from];

  // the steps from a node to each one within `depth`, over what `allowed` lets through
  own.steps = (model, start, depth, allowed) => {
    const found = new Map([[start.index, 0]]);
    let edge = [start];
    for (let step = 1; step <= depth; step += 1) {
      const next = [];
      for (const node of edge) {
        for (const each of node.links) {
          const other = own.otherEnd(model, each, node);
          if (!found.has(other.index) && allowed(each, other)) {
            found.set(other.index, step);
            next.push(other);
          }
        }
      }
      edge = next;
    }
    return found;
  };
})();
