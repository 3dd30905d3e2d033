// The drawing on the canvas. It holds only what is drawn, and moves only when the reader drags.
"use strict";
(() => {
  const own = (window.networkPage ??= {});
  const CALM = matchMedia("(prefers-reduced-motion: reduce)");

  // `said`: { mark(mark), line(line) } words for a pointer that rests; `on`: { choose, line, nothing }
  own.canvas = (holder, said, on) => {
    const nodes = new vis.DataSet();
    const edges = new vis.DataSet();
    const moved = new Map();
    let scene = { marks: [], lines: [], unit: 1 };
    let marks = new Map();
    let frame = { scale: null }; // the left and right of the picture, while it is in full view
    let labels = { scale: null, boxes: [] };

    const network = new vis.Network(holder, { nodes, edges }, {
      physics: false,
      layout: { improvedLayout: false },
      autoResize: true,
      nodes: { borderWidth: 1, borderWidthSelected: 1, chosen: false },
      edges: { smooth: false, chosen: false, arrows: { to: { enabled: false } } },
      interaction: { hover: true, keyboard: false, tooltipDelay: 150, selectConnectedEdges: false, multiselect: false },
    });
    // the holder itself takes the focus and the keys
    holder.querySelector(".vis-network")?.removeAttribute("tabindex");

    const size = () => ({ width: holder.clientWidth || 800, height: holder.clientHeight || 600 });
    const view = () => ({ ...size(), scale: network.getScale(), ...network.getViewPosition() });
    const animation = () => (CALM.matches ? false : { duration: 250, easingFunction: "easeInOutQuad" });

    function boxes() {
      const scale = network.getScale();
      if (labels.scale !== scale) labels = { scale, boxes: own.placeLabels(scene.marks, scale, scale === frame.scale ? frame : null) };
      return labels.boxes;
    }

    network.on("afterDrawing", (pen) => {
      const scale = network.getScale();
      for (const { x, y, mark, bold } of boxes()) {
        own.writeLabel(pen, mark.label, (x + 1) / scale, (y + 12) / scale, bold, 1 / scale);
      }
    });

    const border = (mark) => (mark.near === 0 ? "#1c2430" : "#ffffff");
    const nodeOf = (mark) => ({
      id: mark.id, x: mark.x, y: mark.y, shape: mark.shape, size: mark.r, title: said.mark(mark),
      color: { background: mark.colour, border: border(mark) },
      borderWidth: mark.near === 0 ? 3 : 1, opacity: mark.near < 3 ? 1 : 0.15,
    });
    const edgeOf = (line) => {
      const { width, colour, opacity } = own.strokeOf(line);
      return {
        id: line.id, from: line.from, to: line.to, width: width * scene.unit, color: { color: colour, opacity },
        dashes: line.dashed ? [6 * scene.unit, 5 * scene.unit] : false, title: line.lit ? said.line(line) : undefined,
      };
    };

    function sync(set, wanted) {
      const kept = new Set(wanted.map((each) => each.id));
      set.remove(set.getIds().filter((id) => !kept.has(id)));
      set.update(wanted);
    }

    function show(fresh) {
      scene = fresh;
      for (const mark of scene.marks) Object.assign(mark, moved.get(mark.id));
      marks = new Map(scene.marks.map((mark) => [mark.id, mark]));
      labels.scale = null;
      sync(nodes, scene.marks.map(nodeOf));
      sync(edges, scene.lines.map(edgeOf));
    }

    // the whole of what is drawn, with room for names
    // `above`: pixels that a notice covers at the top
    function fit(above = 0) {
      if (!scene.marks.length) return;
      const { width, height } = size();
      const xs = scene.marks.map((mark) => mark.x);
      const ys = scene.marks.map((mark) => mark.y);
      const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
      const room = { x: Math.min(80, width * 0.14), y: 40 };
      const free = { x: width - 2 * room.x, y: height - 2 * room.y - above };
      const scale = Math.min(1.6, free.x / Math.max(right - left, 1), free.y / Math.max(bottom - top, 1));
      network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 - above / 2 / scale }, scale, animation: false });
      const middle = ((left + right) / 2) * network.getScale();
      frame = { scale: network.getScale(), left: middle - width / 2 + 2, right: middle + width / 2 - 2 };
      labels.scale = null;
    }

    // bring a node into the picture, if it is not
    function reveal(id) {
      const mark = marks.get(id);
      if (!mark) return;
      const { width, height } = size();
      const at = network.canvasToDOM(mark);
      if (at.x < 30 || at.y < 30 || at.x > width - 30 || at.y > height - 30) {
        network.moveTo({ position: { x: mark.x, y: mark.y }, animation: animation() });
      }
    }

    const zoom = (times) => network.moveTo({
      scale: Math.min(8, Math.max(0.1, network.getScale() * times)), animation: false,
    });
    function pan(x, y) {
      const { scale, x: cx, y: cy } = view();
      network.moveTo({ position: { x: cx + x / scale, y: cy + y / scale }, animation: false });
    }

    function labelAt(point) {
      const { scale, x, y, width, height } = view();
      const [px, py] = [point.x - width / 2 + x * scale, point.y - height / 2 + y * scale];
      return boxes().find((box) => px >= box.x && px <= box.x + box.w && py >= box.y && py <= box.y + box.h);
    }

    network.on("click", (event) => {
      holder.focus({ preventScroll: true });
      const id = network.getNodeAt(event.pointer.DOM) ?? labelAt(event.pointer.DOM)?.mark.id;
      const line = id === undefined && network.getEdgeAt(event.pointer.DOM);
      network.unselectAll();
      if (id !== undefined) on.choose(marks.get(id).opens ?? id);
      else if (line) on.line(scene.lines.find((each) => each.id === line));
      else on.nothing();
    });
    network.on("dragEnd", (event) => {
      for (const [id, at] of Object.entries(network.getPositions(event.nodes))) {
        moved.set(id, at);
        Object.assign(marks.get(id), at);
      }
      labels.scale = null;
      network.unselectAll();
      network.redraw();
    });
    const cursor = (kind) => () => { holder.style.cursor = kind; };
    for (const what of ["Node", "Edge"]) {
      network.on(`hover${what}`, cursor("pointer"));
      network.on(`blur${what}`, cursor(""));
    }
    // the wheel scrolls the page until the reader has turned to the picture
    holder.addEventListener("wheel", (event) => {
      const here = holder.contains(document.activeElement) || document.fullscreenElement;
      if (!event.ctrlKey && !here) event.stopPropagation();
    }, { capture: true });
    const keys = {
      ArrowLeft: () => pan(-60, 0), ArrowRight: () => pan(60, 0), ArrowUp: () => pan(0, -60),
      ArrowDown: () => pan(0, 60), "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: () => fit(),
    };
    holder.addEventListener("keydown", (event) => {
      const act = keys[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      act();
    });

    return {
      show, fit, reveal, zoom, size, view: () => ({ ...view(), frame: network.getScale() === frame.scale ? frame : null }), forget: () => moved.clear(),
      scene: () => scene, held: () => ({ nodes: nodes.length, edges: edges.length }),
      at: (id) => network.canvasToDOM(marks.get(id)),
      lineAt: (line) => {
        const [a, b] = [marks.get(line.from), marks.get(line.to)];
        return network.canvasToDOM({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
      },
    };
  };
})();
