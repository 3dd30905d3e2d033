// The network page: what the reader does changes the state, and all parts are drawn from it.
"use strict";
(() => {
  const own = (window.networkPage ??= {});
  const part = (id) => document.getElementById(id);
  const json = (id) => JSON.parse(part(id).textContent);
  const words = json("words");
  const data = json("data");
  const model = own.read(data.large ? own.unpacked(data) : data, document.documentElement.lang);
  if (data.large) own.untold(model);
  own.prepareFilters(model);
  model.sorted = "name";

  let state = own.initial(model);
  let drawn = ""; // what decides where marks stand; the view is fitted when it changes
  const boxes = [...document.querySelectorAll("input[name=kind]")];
  const depths = [...document.querySelectorAll("input[name=depth]")];
  const selects = own.FILTERS.map((name) => part(`filter-${name}`)).filter(Boolean);
  const derived = part("derived");
  const say = (text) => { part("status").textContent = text; };

  if (derived) for (const each of [derived.closest("label"), part("dashed")]) each.hidden = !model.hasDerived;
  if (matchMedia("(max-width: 60rem)").matches) part("filters").open = false;

  const canvas = own.canvas(part("canvas"), {
    mark: (mark) => (mark.count ? `${mark.name}: ${own.fill(words.experiences, { n: mark.count })}` : own.full(mark)),
    line: (line) => (line.links.length
      ? [...new Set(line.links.map((each) => own.said(own.evidence(model, words, each))))].join("\n")
      : own.fill(words.summed, { n: line.weight })),
  }, { choose, line: chooseLine, nothing: () => (state.chosen || state.line) && !state.alone && choose(null) });

  own.fitFirst(model, state, canvas.size());

  const panel = own.panel(part("card"), model, words, {
    choose, derived: () => change({ ...withDerived(true) }),
    kind: (kind) => change({ kinds: new Set([...state.kinds, kind]) }),
    alone: (alone) => change({ alone, chosen: alone || !model.data.grouped ? state.chosen : null }),
  });
  const list = own.list({
    list: part("nodes"), pages: part("pages"), back: part("back"), next: part("next"), range: part("range"),
  }, model, words, choose);

  function withDerived(on) {
    const kinds = new Set(state.kinds);
    for (const kind of model.derivedKinds) kinds[on ? "add" : "delete"](kind);
    return { derived: on, kinds };
  }

  function choose(id) {
    const node = model.byId.get(id);
    const more = node && model.derivedKinds.has(node.kind) && !state.derived ? withDerived(true) : {};
    change({ ...more, chosen: node ? id : null, line: null });
    if (node) canvas.reveal(id);
  }

  function chooseLine(line) {
    state.line = line;
    paint();
  }

  function change(changes) {
    state = { ...state, line: null, ...changes };
    const address = own.address(model, state);
    if (address !== (location.hash || "#")) history.pushState(null, "", address);
    paint();
  }

  function fromAddress() {
    // such as #content, of the link that skips the header
    if (location.hash.length > 1 && !location.hash.includes("=")) return;
    const { state: said, unknown } = own.fromAddress(model, location.hash);
    state = said;
    paint();
    if (state.chosen) canvas.reveal(state.chosen);
    if (unknown) say(own.fill(words.unknown, { id: unknown }));
  }

  function controls(left) {
    for (const box of boxes) {
      box.checked = state.kinds.has(box.value);
      const [shown, total] = [left.counts.get(box.value), model.kinds.get(box.value).count];
      const count = document.querySelector(`[data-count="${box.value}"]`);
      count.textContent = shown === total ? String(total) : own.fill(words.of, { shown, total });
      box.closest("li").classList.toggle("off", !box.checked);
    }
    for (const radio of depths) radio.checked = Number(radio.value) === state.depth;
    if (derived) derived.checked = state.derived;
    const counts = own.optionCounts(model, state.filters);
    for (const select of selects) {
      const name = select.dataset.filter;
      for (const option of select.options) {
        if (!option.value) continue;
        const n = counts[name].get(option.value) ?? 0;
        option.textContent = `${option.dataset.name} (${n})`;
        option.disabled = n === 0 && option.value !== state.filters[name];
      }
      select.value = state.filters[name];
    }
    part("clear").hidden = !own.FILTERS.some((name) => state.filters[name]);
  }

  function summary(scene, chosen) {
    const seen = own.fill(words.seen, { nodes: scene.marks.length, lines: scene.lines.length });
    if (!chosen) return seen;
    const near = scene.marks.filter((mark) => mark.near > 0 && mark.near < 3).length;
    return `${own.full(chosen)}: ${own.fill(state.depth === 1 ? words.near : words.nearTwo, { n: near })}. ${seen}`;
  }

  const covered = () => (part("alone").hidden ? 0 : part("alone").offsetHeight);

  function paint() {
    const left = own.left(model, state);
    const scene = own.scene(model, state, left, canvas.size());
    const chosen = model.byId.get(state.chosen) ?? null;
    const whole = !model.data.grouped && !(state.alone && chosen);
    const key = whole ? "whole" : `${state.alone}${state.chosen}${own.address(model, { ...state, n: null })}`;
    if (key !== drawn) canvas.forget();
    canvas.show(scene);
    part("alone").hidden = !(state.alone && chosen);
    part("alone-of").textContent = chosen ? own.fill(words.aloneOf, { name: chosen.label }) : "";
    if (key !== drawn) canvas.fit(covered());
    drawn = key;
    controls(left);
    const order = model.sorted === "degree" ? model.byDegree : model.byName;
    list.show([...left.visible].map((index) => model.nodes[index])
      .sort((a, b) => model.order.get(a.kind) - model.order.get(b.kind) || order(a, b)), state.chosen);
    panel.show(state, left, scene);
    const text = summary(scene, chosen);
    say(text);
    part("canvas").setAttribute("aria-label", own.fill(words.picture, { summary: text }));
    part("empty").hidden = scene.marks.length > 0;
    part("why-empty").textContent = state.kinds.size ? words.noResults : words.noKinds;
  }

  own.search(part("search"), part("suggestions"), model, words, choose, say);
  const exported = own.exporter(model, canvas, document.title);
  own.menu(part("export"), (form) => exported(form,
    `${words.file}${state.chosen ? `-${own.bare(state.chosen).replace(/[^\w-]+/g, "_")}` : ""}`));
  own.copier(part("copy"), part("link"), say, words);
  own.fullScreen(part("full"), part("network"), () => { drawn = ""; paint(); });

  for (const box of boxes) {
    box.addEventListener("change", () => {
      const kinds = new Set(state.kinds);
      kinds[box.checked ? "add" : "delete"](box.value);
      const on = box.checked && model.derivedKinds.has(box.value);
      change({ kinds, derived: state.derived || on });
    });
  }
  const only = (kind) => change({ kinds: new Set([kind]), derived: state.derived || model.derivedKinds.has(kind) });
  for (const button of document.querySelectorAll("[data-only]")) {
    button.addEventListener("click", () => only(button.dataset.only));
  }
  for (const button of document.querySelectorAll("[data-choose]")) {
    button.addEventListener("click", () => {
      choose(button.dataset.choose);
      part("canvas").scrollIntoView({ block: "nearest" });
    });
  }
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => (button.dataset.zoom === "fit" ? canvas.fit(covered()) : canvas.zoom(Number(button.dataset.zoom))));
  }
  for (const radio of depths) radio.addEventListener("change", () => change({ depth: Number(radio.value) }));
  derived?.addEventListener("change", () => change(withDerived(derived.checked)));
  for (const select of selects) {
    select.addEventListener("change", () => change({ filters: { ...state.filters, [select.dataset.filter]: select.value } }));
  }
  const unfiltered = () => own.initial(model).filters;
  part("clear").addEventListener("click", () => change({ filters: unfiltered() }));
  part("way-out").addEventListener("click", () => {
    change({ filters: unfiltered(), kinds: state.kinds.size ? state.kinds : own.initial(model).kinds });
    part("search").focus();
  });
  part("back-to-whole").addEventListener("click", () => change({ alone: Boolean(model.data.grouped), chosen: model.data.grouped ? null : state.chosen }));
  part("sort").addEventListener("change", (event) => {
    model.sorted = event.target.value;
    model.resort = true;
    paint();
  });
  part("reset").addEventListener("click", () => {
    part("search").value = "";
    drawn = "";
    change(own.initial(model));
  });
  addEventListener("popstate", fromAddress);
  fromAddress();
  own.page = { model, canvas, state: () => state };
  document.documentElement.dataset.ready = "true";
})();
