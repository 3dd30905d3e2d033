// Names beside marks, always the same size on the screen. One that would cover another is left
// out, but never that of the chosen node or of its neighbours.
"use strict";
(() => {
  const own = (window.networkPage ??= {});
  const HEIGHT = 15;
  const GAP = 3;
  const CROWD = 30; // so many neighbours may insist on their names
  const pen = document.createElement("canvas").getContext("2d");
  const widths = new Map();

  own.FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
  own.font = (bold, size) => `${bold ? 700 : 400} ${size}px ${own.FONT}`;
  own.LABEL = 12.5;

  function width(text, bold) {
    const key = `${bold}${text}`;
    if (!widths.has(key)) {
      pen.font = own.font(bold, own.LABEL);
      widths.set(key, pen.measureText(text).width + 2);
    }
    return widths.get(key);
  }

  const overlap = (a, b) =>
    Math.max(0, Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x))
    * Math.max(0, Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y));

  // where a name may stand, the best place first; outward from the middle in a ring
  function candidates(mark, r, w) {
    const [x, y] = [mark.sx, mark.sy];
    const places = {
      below: [x - w / 2, y + r + GAP], above: [x - w / 2, y - r - GAP - HEIGHT],
      right: [x + r + GAP, y - HEIGHT / 2], left: [x - r - GAP - w, y - HEIGHT / 2],
      belowRight: [x + r * 0.7 + 1, y + r * 0.7], belowLeft: [x - r * 0.7 - 1 - w, y + r * 0.7],
      aboveRight: [x + r * 0.7 + 1, y - r * 0.7 - HEIGHT], aboveLeft: [x - r * 0.7 - 1 - w, y - r * 0.7 - HEIGHT],
    };
    let order = Object.keys(places);
    if (mark.angle !== null) {
      const [c, s] = [Math.cos(mark.angle), Math.sin(mark.angle)];
      const side = c > 0 ? "right" : "left";
      const pole = s > 0 ? "below" : "above";
      const first = Math.abs(c) > 0.25 ? [side, pole] : [pole, side];
      order = [...new Set([...first, `${pole}${side === "right" ? "Right" : "Left"}`, ...order])];
    }
    return order.map((name) => ({ x: places[name][0], y: places[name][1], w, h: HEIGHT }));
  }

  const outside = (box, frame) =>
    (frame ? Math.max(0, frame.left - box.x) + Math.max(0, box.x + box.w - frame.right) : 0) * HEIGHT;

  // places of the names shown at a scale, in pixels from the middle of the network; inside the
  // `frame`, if there is one
  own.placeLabels = (marks, scale, frame = null) => {
    const lit = marks.filter((mark) => mark.near < 3);
    const close = lit.filter((mark) => mark.near < 2).length;
    for (const mark of lit) {
      mark.sx = mark.x * scale;
      mark.sy = mark.y * scale;
    }
    const bodies = lit.map((mark) => {
      const r = mark.r * scale;
      return { x: mark.sx - r, y: mark.sy - r, w: 2 * r, h: 2 * r, mark };
    });
    const shown = [];
    const order = (a, b) => a.near - b.near || b.r - a.r || (a.id < b.id ? -1 : 1);
    for (const mark of [...lit].sort(order)) {
      const bold = mark.near === 0;
      const w = width(mark.label, bold);
      let best = null;
      for (const [i, box] of candidates(mark, mark.r * scale, w).entries()) {
        let names = 0;
        let shapes = 0;
        let hides = 0; // the most that it hides of one shape
        for (const other of shown) names += overlap(box, other);
        for (const body of bodies) {
          const covered = body.mark === mark ? 0 : overlap(box, body);
          shapes += covered;
          hides = Math.max(hides, covered / (body.w * body.h));
        }
        const cost = 10 * (names + outside(box, frame)) + shapes + 100 * hides + i;
        if (!best || cost < best.cost) best = { ...box, names, hides, cost, mark, bold };
        if (cost === i) break;
      }
      const insists = mark.near === 0 || (mark.near === 1 && close <= CROWD);
      const clear = best.names === 0 && best.hides < 0.35;
      if (insists || clear) shown.push(best);
    }
    return shown;
  };
})();
