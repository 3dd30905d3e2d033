// Where nodes stand. A whole network stands where its data says; a neighbourhood is laid in rings
// round its centre, the same way every time.
"use strict";
(() => {
  const own = (window.networkPage ??= {});
  const MARGIN = { x: 90, y: 46 };

  // Fits what is seen first to the canvas: taller where there is height to spare, which keeps who
  // is where and takes names further apart.
  own.fitFirst = (model, state, size) => {
    const shown = model.nodes.filter((node) => state.kinds.has(node.kind));
    const extent = (name) => {
      const values = shown.map((node) => node[name]);
      return Math.max(values.reduce((a, b) => Math.max(a, b), -Infinity) - values.reduce((a, b) => Math.min(a, b), Infinity), 1);
    };
    const [width, height] = [extent("x"), extent("y")];
    const room = { x: size.width - 2 * MARGIN.x, y: size.height - 2 * MARGIN.y };
    const scale = Math.max(Math.min(room.x / width, room.y / height, 1.6), 0.05);
    model.first = {
      stretch: Math.min(1.8, Math.max(1, room.y / height / scale)),
      unit: Math.min(3.5, Math.max(1, 1 / scale)),
    };
  };

  function ellipse(angle, share, size) {
    return {
      x: Math.cos(angle) * share * Math.max(size.width / 2 - 1.2 * MARGIN.x, 90),
      y: Math.sin(angle) * share * Math.max(size.height / 2 - MARGIN.y, 120),
    };
  }

  // one sector of rings: nodes go round, in as many alternating rings as their number needs
  function ring(nodes, low, high, size, places) {
    const round = Math.PI * high * (size.width / 2 + size.height / 2 - MARGIN.x - MARGIN.y);
    const space = 8 + 2 * nodes.reduce((most, node) => Math.max(most, node.size), 0);
    const rings = Math.min(4, Math.max(1, Math.ceil((nodes.length * space) / round)));
    nodes.forEach((node, i) => {
      const angle = -Math.PI / 2 + (2 * Math.PI * i) / nodes.length;
      const share = rings === 1 ? high : low + ((high - low) * (i % rings)) / (rings - 1);
      places.set(node.index, { ...ellipse(angle, share, size), angle });
    });
  }

  // `steps` from the centre to each node drawn; kinds keep together
  own.rings = (model, centre, steps, size) => {
    const places = new Map([[centre.index, { x: 0, y: 0, angle: null }]]);
    const order = (a, b) => model.order.get(a.kind) - model.order.get(b.kind) || model.byName(a, b);
    const at = (step) => [...steps].filter(([, s]) => s === step).map(([index]) => model.nodes[index]);
    const near = at(1).sort(order);
    const far = at(2);
    ring(near, far.length ? 0.36 : 0.62, far.length ? 0.58 : 1, size, places);
    // the far ones stand by the first near one they are linked with
    const angles = new Map(far.map((node) => {
      const parents = node.links.map((each) => own.otherEnd(model, each, node).index)
        .filter((index) => steps.get(index) === 1).map((index) => places.get(index)?.angle)
        .filter((angle) => angle !== undefined);
      return [node.index, Math.min(...parents, Infinity)];
    }));
    far.sort((a, b) => angles.get(a.index) - angles.get(b.index) || order(a, b));
    ring(far, 0.82, 1, size, places);
    return places;
  };

  // groups round the middle, each with its area inside it; all else in rings by kind
  own.overview = (groups, others, size) => {
    const places = new Map();
    const angles = new Map();
    groups.forEach((group, i) => {
      const angle = -Math.PI / 2 + (2 * Math.PI * i) / groups.length;
      angles.set(group.area, angle);
      places.set(group.id, { ...ellipse(angle, 0.5, size), angle });
    });
    const areas = others.filter((node) => angles.has(node.id));
    for (const node of areas) {
      const angle = angles.get(node.id);
      places.set(node.id, { ...ellipse(angle, 0.2, size), angle });
    }
    const rest = others.filter((node) => !angles.has(node.id));
    const outer = new Map();
    ring(rest, 0.74, 1, size, outer);
    for (const node of rest) places.set(node.id, outer.get(node.index));
    return places;
  };
})();
