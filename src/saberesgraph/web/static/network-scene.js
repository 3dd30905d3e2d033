// What is drawn now: marks (a node, or a group of experiences of one area) and lines between them.
"use strict";
(() => {
  const own = (window.networkPage ??= {});
  const MOST = 150; // marks drawn at once when a neighbourhood is alone, or a network is grouped

  // `unit`: one pixel of the screen when the whole is in view
  const mark = (model, node, at, near, grow = 1) => ({
    id: node.id, node, kind: node.kind, code: node.code, name: node.name, label: node.label,
    degree: node.degree, r: node.size * grow, colour: node.colour ?? model.kinds.get(node.kind).colour,
    shape: model.kinds.get(node.kind).shape, x: at.x, y: at.y, angle: at.angle ?? null, near,
  });

  // all links between two marks are one line; it is dashed when all of them are derived
  function lines(links, marks, near, strong) {
    const drawn = new Map(marks.filter((each) => each.node).map((each) => [each.node.index, each]));
    const found = new Map();
    for (const each of links) {
      const [a, b] = [drawn.get(each.from), drawn.get(each.to)];
      if (!a || !b || a === b) continue;
      const id = each.from < each.to ? `${each.from}-${each.to}` : `${each.to}-${each.from}`;
      const line = found.get(id)
        ?? { id, from: a.id, to: b.id, links: [], weight: 0, heft: 1, dashed: true, lit: near(a, b), strong: strong(a, b) };
      line.links.push(each);
      line.weight += each.weight;
      line.heft = Math.max(line.heft, each.total);
      line.dashed &&= each.derived;
      found.set(id, line);
    }
    return [...found.values()];
  }

  function whole(model, state, left) {
    const chosen = model.byId.get(state.chosen);
    const line = state.line && { from: model.byId.get(state.line.from), to: model.byId.get(state.line.to) };
    const drawn = new Set(left.visible);
    if (chosen) drawn.add(chosen.index); // also when its kind is off
    const allowed = (each, other) => left.active(each) && drawn.has(other.index);
    const steps = chosen && own.steps(model, chosen, state.depth, allowed);
    const near = (node) => {
      if (line) return node === line.from || node === line.to ? 1 : 3;
      if (!steps) return 2;
      return steps.get(node.index) ?? 3;
    };
    const { unit, stretch } = model.first;
    const grow = Math.min(2.2, Math.max(1, 0.6 * unit));
    const marks = [...drawn].map((index) => model.nodes[index])
      .map((node) => mark(model, node, { x: node.x, y: node.y * stretch }, near(node), grow));
    const strong = (a, b) => (line ? a.near === 1 && b.near === 1 : a.near === 0 || b.near === 0);
    const lit = (a, b) => {
      if (line) return a.near === 1 && b.near === 1;
      return !steps || (a.near < 3 && b.near < 3 && Math.min(a.near, b.near) < state.depth);
    };
    return { marks, lines: lines(model.links.filter(left.active), marks, lit, strong), missing: 0, unit };
  }

  // only the chosen node and what it reaches, laid in rings; the nearest and best linked first
  function alone(model, state, left, size) {
    const chosen = model.byId.get(state.chosen);
    const allowed = (each, other) => left.active(each) && left.visible.has(other.index);
    const all = own.steps(model, chosen, state.depth, allowed);
    const order = ([a, stepA], [b, stepB]) => stepA - stepB || own.byImportance(model, a, b);
    const kept = new Map([...all].sort(order).slice(0, MOST));
    const places = own.rings(model, chosen, kept, size);
    const ends = state.line && new Set([state.line.from, state.line.to]);
    const grow = kept.size > 40 ? 0.75 : 1;
    const marks = [...kept].map(([index, step]) => {
      const node = model.nodes[index];
      const near = ends ? (ends.has(node.id) ? 1 : 3) : step;
      return mark(model, node, places.get(index), near, grow);
    });
    const links = new Set([...kept.keys()].flatMap((index) => model.nodes[index].links));
    const lit = (a, b) => (ends ? a.near === 1 && b.near === 1 : Math.min(a.near, b.near) < state.depth);
    const strong = (a, b) => (ends ? a.near === 1 && b.near === 1 : state.depth > 1 && (a.near === 0 || b.near === 0));
    return {
      marks, missing: all.size - kept.size, unit: 1,
      lines: lines([...links].filter((each) => left.active(each)
        && Math.min(all.get(each.from) ?? 9, all.get(each.to) ?? 9) < state.depth), marks, lit, strong),
    };
  }

  own.byImportance = (model, a, b) => model.byDegree(model.nodes[a], model.nodes[b]);

  // experiences stand together by area, with the sum of their links
  function grouped(model, left, size) {
    const groups = new Map();
    const others = [];
    for (const index of [...left.visible].sort((a, b) => own.byImportance(model, a, b))) {
      const node = model.nodes[index];
      if (!own.isExperience(node)) others.push(node);
      else if (groups.has(node.area)) groups.get(node.area).push(node);
      else groups.set(node.area, [node]);
    }
    const drawn = others.slice(0, MOST - groups.size)
      .sort((a, b) => model.order.get(a.kind) - model.order.get(b.kind) || model.byName(a, b));
    const areas = [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([area, members]) => ({ id: `group:${area}`, area, members }));
    const places = own.overview(areas, drawn, size);
    const marks = drawn.map((node) => mark(model, node, places.get(node.id), 2));
    for (const { id, area, members } of areas) {
      const kind = members[0].kind;
      const home = model.byId.get(area);
      const label = `${home?.code ?? own.bare(area ?? "?")} · ${members.length}`;
      marks.push({
        id, node: null, opens: area, kind, code: home?.code ?? "", name: home?.name ?? label, label,
        degree: members.length, r: Math.min(48, 10 + 1.1 * Math.sqrt(members.length)), shape: "dot", near: 1,
        colour: model.kinds.get(kind).colour, count: members.length, ...places.get(id),
      });
    }
    const here = new Set(drawn.map((node) => node.index));
    const sums = new Map();
    for (const { id, members } of areas) {
      for (const node of members) {
        for (const each of node.links) {
          const other = own.otherEnd(model, each, node);
          if (!here.has(other.index) || !left.active(each)) continue;
          const key = `${id}-${other.index}`;
          const line = sums.get(key)
            ?? { id: key, from: id, to: other.id, links: [], weight: 0, dashed: true, lit: true, strong: false };
          line.weight += 1;
          line.heft = line.weight;
          line.dashed &&= each.derived;
          sums.set(key, line);
        }
      }
    }
    return { marks, lines: [...sums.values()], missing: others.length - drawn.length, unit: 1 };
  }

  function drawn(model, state, left, size) {
    if (state.alone && model.byId.has(state.chosen)) return alone(model, state, left, size);
    return model.data.grouped ? grouped(model, left, size) : whole(model, state, left);
  }

  // `unit` is one pixel of the screen while all is in view; `share` how thick a line is, 0 to 1
  own.scene = (model, state, left, size) => {
    const scene = drawn(model, state, left, size);
    const most = scene.lines.reduce((a, line) => Math.max(a, line.heft), 1);
    for (const line of scene.lines) line.share = most === 1 ? 0 : line.heft / most;
    return scene;
  };
})();
