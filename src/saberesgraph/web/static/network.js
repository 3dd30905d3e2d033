"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = JSON.parse(document.getElementById("words").textContent);
  const fold = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();
  const byId = new Map(data.nodes.map((node) => [node.id, node]));
  const shown = new Set(
    [...document.querySelectorAll("input[name=kind]:checked")].map((box) => box.value));
  let chosen = null;

  const visible = (node) => shown.has(node.kind);
  const nodes = new vis.DataSet(data.nodes.map((node) => ({
    id: node.id, label: node.label, color: node.color, shape: node.shape, size: node.size,
    x: node.x, y: node.y, hidden: !visible(node),
  })));
  const edges = new vis.DataSet(data.edges.map((edge, i) => ({
    id: i, from: edge.from, to: edge.to, dashes: edge.dashes, color: { color: "#9a9a9a" },
  })));
  const network = new vis.Network(document.getElementById("canvas"), { nodes, edges }, {
    physics: false,
    layout: { improvedLayout: false },
    nodes: { font: { size: 16 } },
    edges: { smooth: false, arrows: { to: { enabled: false } } },
    interaction: { hover: true, keyboard: { enabled: true, bindToWindow: false } },
  });

  const list = document.getElementById("nodes");
  const search = document.getElementById("search");
  const status = document.getElementById("status");

  // what a rule derives is drawn only when its kind is switched on
  const drawn = (edge) => !edge.dashes || shown.has(byId.get(edge.to).kind);

  function neighbours(id) {
    const found = new Set([id]);
    for (const edge of data.edges.filter(drawn)) {
      if (edge.from === id) found.add(edge.to);
      if (edge.to === id) found.add(edge.from);
    }
    return found;
  }

  function paint() {
    const near = chosen ? neighbours(chosen) : null;
    nodes.update(data.nodes.map((node) => ({
      id: node.id,
      hidden: !(visible(node) || (near && near.has(node.id))),
      opacity: !near || near.has(node.id) ? 1 : 0.15,
    })));
    edges.update(data.edges.map((edge, i) => ({
      id: i,
      color: { color: "#9a9a9a", opacity: !chosen || edge.from === chosen || edge.to === chosen ? 1 : 0.05 },
    })));
    const wanted = fold(search.value.trim());
    const hits = data.nodes.filter((node) =>
      wanted ? fold(`${node.code} ${node.name}`).includes(wanted) : visible(node));
    hits.sort((a, b) => a.name.localeCompare(b.name, document.documentElement.lang));
    list.replaceChildren(...hits.map((node) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `${node.code} · ${node.name}`;
      button.setAttribute("aria-current", String(node.id === chosen));
      button.addEventListener("click", () => choose(node.id));
      item.append(button);
      return item;
    }));
    status.textContent = `${hits.length} ${words.shown}`;
  }

  function evidence(edge) {
    const item = document.createElement("li");
    const other = byId.get(edge.from === chosen ? edge.to : edge.from);
    const name = document.createElement("strong");
    name.textContent = other.name;
    const basis = document.createElement("div");
    const fiche = edge.from.replace("practice:", "");
    basis.textContent = edge.basis === "derived"
      ? `${words.links[edge.link]} · ${words.derived} ${edge.rule}; ${words.support} ${edge.support}`
      : `${words.links[edge.link]} · ${words[edge.basis]} ${fiche}: «${edge.printed}»`;
    item.append(name, basis);
    return item;
  }

  function choose(id, push = true) {
    chosen = id;
    const card = document.getElementById("card");
    card.replaceChildren();
    if (id) {
      const node = byId.get(id);
      const title = document.createElement("h2");
      title.textContent = `${node.code} · ${node.name}`;
      const items = document.createElement("ul");
      items.append(...data.edges.filter((e) => e.from === id || e.to === id).map(evidence));
      card.append(title, items);
      network.selectNodes([id]);
    } else {
      network.unselectAll();
    }
    if (push) history.pushState(null, "", id ? `#${encodeURIComponent(id)}` : "#");
    paint();
  }

  function fromAddress() {
    const id = decodeURIComponent(location.hash.slice(1));
    choose(byId.has(id) ? id : null, false);
  }

  const fit = () => network.fit({ nodes: data.nodes.filter(visible).map((node) => node.id) });

  network.on("click", (event) => choose(event.nodes[0] ?? null));
  search.addEventListener("input", paint);
  for (const box of document.querySelectorAll("input[name=kind]")) {
    box.addEventListener("change", () => {
      if (box.checked) shown.add(box.value); else shown.delete(box.value);
      paint();
    });
  }
  document.getElementById("reset").addEventListener("click", () => {
    search.value = "";
    choose(null);
    fit();
  });
  addEventListener("popstate", fromAddress);
  fromAddress();
  fit();
  document.documentElement.dataset.ready = "true";
})();
