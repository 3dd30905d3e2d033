// What the reader has chosen, as an address that can be kept, sent and gone back to.
"use strict";
(() => {
  const own = (window.networkPage ??= {});
  own.FILTERS = ["area", "province", "objective", "actor"];

  own.initial = (model) => ({
    chosen: model.byId.has(model.data.focus) ? model.data.focus : null,
    line: null, // a link chosen in the picture; it has no address
    depth: 1,
    kinds: new Set(model.data.kinds.filter((kind) => kind.shown).map((kind) => kind.kind)),
    filters: Object.fromEntries(own.FILTERS.map((name) => [name, ""])),
    derived: false,
    alone: Boolean(model.data.focus) || Boolean(model.data.grouped),
  });

  const same = (a, b) => a.size === b.size && [...a].every((each) => b.has(each));
  const kept = (text) => encodeURIComponent(text).replace(/%3A/g, ":").replace(/%2C/g, ",");

  own.address = (model, state) => {
    const first = own.initial(model);
    const parts = [];
    if (state.chosen !== first.chosen) parts.push(["n", state.chosen ?? ""]);
    if (state.depth !== first.depth) parts.push(["depth", state.depth]);
    if (!same(state.kinds, first.kinds)) {
      parts.push(["kinds", [...model.kinds.keys()].filter((kind) => state.kinds.has(kind)).join(",")]);
    }
    for (const name of own.FILTERS) {
      if (state.filters[name]) parts.push([name, own.bare(state.filters[name])]);
    }
    if (state.derived) parts.push(["derived", 1]);
    if (state.alone !== first.alone) parts.push(["alone", Number(state.alone)]);
    return `#${parts.map(([name, value]) => `${name}=${kept(String(value))}`).join("&")}`;
  };

  function pairs(hash) {
    const found = new Map();
    for (const part of hash.slice(1).split("&")) {
      const [name, ...value] = part.split("=");
      try {
        found.set(name, decodeURIComponent(value.join("=")));
      } catch {
        // a broken address says nothing
      }
    }
    return found;
  }

  // what an address asks for; `unknown` is a node it names that is not here
  own.fromAddress = (model, hash) => {
    const state = own.initial(model);
    const said = pairs(hash);
    let unknown = "";
    if (said.has("n")) {
      const id = said.get("n");
      state.chosen = model.byId.has(id) ? id : null;
      if (id && !state.chosen) unknown = id;
    }
    if (said.get("depth") === "2") state.depth = 2;
    if (said.has("kinds")) {
      state.kinds = new Set(said.get("kinds").split(",").filter((kind) => model.kinds.has(kind)));
    }
    for (const name of own.FILTERS) {
      const option = (model.data.filters[name] ?? []).find(([id]) => own.bare(id) === said.get(name));
      if (option) state.filters[name] = option[0];
    }
    state.derived = said.get("derived") === "1" && model.hasDerived;
    if (said.has("alone")) state.alone = said.get("alone") === "1" || Boolean(model.data.grouped);
    return { state, unknown };
  };
})();
