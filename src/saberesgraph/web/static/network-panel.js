// The panel beside the picture: the chosen node, and why each of its links is there.
"use strict";
(() => {
  const own = (window.networkPage ??= {});
  const PAGE = 25; // links of one kind shown before «more»

  // `on`: { choose(id), derived(), kind(kind), alone(on) }
  own.panel = (place, model, words, on) => {
    const { make } = own;
    const chip = (node, text) => own.button(text ?? own.full(node), () => on.choose(node.id), { class: "link" });
    function why(each) {
      const said = make("p", { class: "evidence" }, ...own.evidence(model, words, each)
        .map((part) => (typeof part === "string" ? part : chip(model.byId.get(part.id), part.text))));
      // of a large network the reasons come when they are looked at
      if (each.untold) {
        model.tell(each).then(() => said.replaceWith(why(each)), (fault) => { said.textContent = fault.message; });
      }
      return said;
    }

    function entry(each, other) {
      const kind = model.kinds.get(other.kind);
      return make("li", {},
        make("p", { class: "end" }, own.swatch(kind.shape, other.colour ?? kind.colour), chip(other)), why(each));
    }

    function more(list, items) {
      let shown = 0;
      const next = own.button("", () => {
        const first = shown;
        list.append(...items.slice(shown, shown + PAGE).map((make_) => make_()));
        shown = Math.min(items.length, shown + PAGE);
        next.textContent = own.fill(words.more, { n: items.length - shown });
        next.hidden = shown === items.length;
        if (first) list.children[first].querySelector("button")?.focus();
      }, { class: "more" });
      next.click();
      return next;
    }

    function group(name, node, links, state) {
      const others = links.map((each) => [each, own.otherEnd(model, each, node)])
        .sort(([, a], [, b]) => model.byName(a, b));
      const list = make("ul");
      const kind = others[0][1].kind;
      const off = !state.kinds.has(kind);
      const n = new Set(others.map(([, other]) => other.id)).size;
      // «Objetivo 16» would read as the name of another objective
      const title = model.nodes[links[0].to] === node && !links[0].total
        ? make("h3", {}, own.fill(n === 1 ? words.inOne : words.inMany, { n, link: name }))
        : make("h3", {}, `${own.capital(name)} `, make("span", { class: "count" }, `(${links.length})`));
      const items = others.map(([each, other]) => () => entry(each, other));
      return make("section", {}, title,
        off ? make("p", { class: "note" }, `${words.notDrawn} `, own.button(words.draw, () => on.kind(kind), { class: "link" })) : null,
        list, more(list, items));
    }

    function head(node, state) {
      const kind = model.kinds.get(node.kind);
      const page = own.ownPage(node.href);
      return [
        make("p", { class: "kind" }, own.swatch(kind.shape, node.colour ?? kind.colour), [kind.one, own.codeOf(node)].filter(Boolean).join(" · ")),
        make("h2", {}, node.name),
        node.note ? make("p", { class: "remark" }, node.note) : null,
        make("p", { class: "acts" },
          page ? make("a", { href: page, class: "button" }, words.page) : null,
          own.button(state.alone ? words.whole : words.alone, () => on.alone(!state.alone))),
      ];
    }

    function node(id, state, scene) {
      const chosen = model.byId.get(id);
      const derived = chosen.links.filter((each) => each.derived);
      const links = state.derived ? chosen.links : chosen.links.filter((each) => !each.derived);
      const groups = new Map();
      const rank = (each) => model.order.get(own.otherEnd(model, each, chosen).kind);
      for (const each of [...links].sort((a, b) => rank(a) - rank(b) || (a.link < b.link ? -1 : 1))) {
        if (groups.has(each.link)) groups.get(each.link).push(each);
        else groups.set(each.link, [each]);
      }
      place.replaceChildren(...[
        ...head(chosen, state),
        scene.missing ? make("p", { class: "note" }, own.fill(words.missing, { n: scene.missing })) : null,
        ...[...groups].map(([name, these]) => group(model.data.links[name]?.name ?? name, chosen, these, state)),
        links.length ? null : make("p", { class: "note" }, words.noLinks),
        derived.length && !state.derived
          ? make("p", {}, own.button(own.fill(words.showDerived, { n: derived.length }), on.derived)) : null,
      ].filter(Boolean));
    }

    // a line of the picture: what it joins, and the evidence of each link in it
    function line(chosen) {
      const named = (id) => {
        const here = model.byId.get(id);
        const area = here ?? model.byId.get(id.replace(/^group:/, ""));
        const kind = area && model.kinds.get(area.kind);
        return make("p", { class: "end" }, kind ? own.swatch(kind.shape, area.colour ?? kind.colour) : null,
          area ? chip(area) : id);
      };
      place.replaceChildren(
        make("p", { class: "kind" }, words.line),
        named(chosen.from), named(chosen.to),
        ...(chosen.links.length
          ? chosen.links.map((each) => make("section", {},
            make("h3", {}, own.capital(model.data.links[each.link]?.name ?? each.link)), why(each)))
          : [make("p", {}, own.fill(words.summed, { n: chosen.weight }))]));
    }

    function nothing(left) {
      const best = [...left.visible].map((index) => model.nodes[index]).sort(model.byDegree).slice(0, 6);
      place.replaceChildren(
        make("h2", {}, words.start), make("p", {}, words.help),
        ...(best.length ? [make("h3", {}, words.most)] : []),
        make("ul", { class: "best" }, ...best.map((each) => {
          const kind = model.kinds.get(each.kind);
          return make("li", {}, make("p", { class: "end" }, own.swatch(kind.shape, each.colour ?? kind.colour), chip(each)));
        })));
    }

    return {
      show(state, left, scene) {
        if (state.line) line(state.line);
        else if (state.chosen) node(state.chosen, state, scene);
        else nothing(left);
        place.scrollTop = 0;
      },
    };
  };
})();
