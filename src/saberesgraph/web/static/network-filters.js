// Which nodes and links the reader's filters leave, and how many of each kind.
"use strict";
(() => {
  const own = (window.networkPage ??= {});

  // what an experience offers to each filter: the identifiers of its area, provinces, ...
  function offers(model, options) {
    const found = new Map();
    for (const node of model.nodes.filter(own.isExperience)) {
      const linked = new Set(node.links.filter((each) => !each.derived)
        .map((each) => own.otherEnd(model, each, node).id));
      const said = { area: [node.area], province: node.province ?? [] };
      found.set(node.index, Object.fromEntries(own.FILTERS.map((name) => [
        name,
        new Set([...(said[name] ?? []), ...linked].filter((id) => options[name].has(id))),
      ])));
    }
    return found;
  }

  own.prepareFilters = (model) => {
    model.options = Object.fromEntries(own.FILTERS.map((name) => [
      name, new Set((model.data.filters[name] ?? []).map(([id]) => id)),
    ]));
    model.offers = offers(model, model.options);
  };

  // the filters an experience does not meet
  function unmet(model, index, filters) {
    const offered = model.offers.get(index);
    return own.FILTERS.filter((name) => filters[name] && !offered[name].has(filters[name]));
  }

  // how many experiences each option would leave, with the other filters as they are
  own.optionCounts = (model, filters) => {
    const counts = Object.fromEntries(own.FILTERS.map((name) => [name, new Map()]));
    for (const [index, offered] of model.offers) {
      const missing = unmet(model, index, filters);
      for (const name of own.FILTERS) {
        if (missing.every((other) => other === name)) {
          for (const id of offered[name]) counts[name].set(id, (counts[name].get(id) ?? 0) + 1);
        }
      }
    }
    return counts;
  };

  // what passes the filters: experiences, and what they are linked with; without filters, all
  function passing(model, filters, active) {
    const found = new Set();
    if (!own.FILTERS.some((name) => filters[name])) {
      for (const node of model.nodes) found.add(node.index);
      return found;
    }
    for (const index of model.offers.keys()) {
      if (unmet(model, index, filters).length === 0) found.add(index);
    }
    for (const index of [...found]) {
      for (const each of model.nodes[index].links) {
        const other = own.otherEnd(model, each, model.nodes[index]);
        if (!own.isExperience(other) && (active(each) || model.derivedKinds.has(other.kind))) found.add(other.index);
      }
    }
    return found;
  }

  // `counts` of each kind that passes, `visible` what is drawn of it, `active` the links drawn
  own.left = (model, state) => {
    const active = (each) => state.derived || !each.derived;
    const found = passing(model, state.filters, active);
    const counts = new Map([...model.kinds.keys()].map((kind) => [kind, 0]));
    for (const index of found) {
      const { kind } = model.nodes[index];
      counts.set(kind, counts.get(kind) + 1);
    }
    const drawn = (kind) => state.kinds.has(kind) && (state.derived || !model.derivedKinds.has(kind));
    const visible = new Set([...found].filter((index) => drawn(model.nodes[index].kind)));
    return { counts, visible, active };
  };
})();
