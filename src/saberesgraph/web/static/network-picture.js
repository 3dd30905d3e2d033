// The picture as plain strokes, shapes and words, for a file: SVG, and PNG from the same paths.
"use strict";
(() => {
  const own = (window.networkPage ??= {});
  const n = (value) => String(Math.round(value * 100) / 100);
  const polygon = (points) => `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join("L")}Z`;
  const around = (count, x, y, radius, turn) => Array.from({ length: count }, (_, i) => {
    const angle = turn + (2 * Math.PI * i) / count;
    return [x + radius(i) * Math.cos(angle), y + radius(i) * Math.sin(angle)];
  });

  // the same outlines as the library draws on the canvas
  own.outline = (shape, x, y, r) => {
    switch (shape) {
      case "square": return polygon([[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]]);
      case "diamond": return polygon([[x, y + r], [x + r, y], [x, y - r], [x - r, y]]);
      case "hexagon": return polygon(around(6, x, y, () => r, 0));
      case "star": return polygon(around(10, x, y + 0.08 * r, (i) => 0.82 * r * (i % 2 ? 0.5 : 1.3), -Math.PI / 2));
      case "triangle": return polygon(around(3, x, y + 0.316 * r, () => 1.328 * r, -Math.PI / 2));
      case "triangleDown": return polygon(around(3, x, y - 0.316 * r, () => 1.328 * r, Math.PI / 2));
      default: return `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0Z`;
    }
  };

  // a line of more links than others is thicker; those of the chosen node are stronger
  own.strokeOf = (line) => {
    const width = 1 + 3.5 * line.share;
    return {
      width: line.strong ? width + 0.8 : width,
      colour: line.strong ? "#0b4f8a" : "#7d8794",
      opacity: line.lit ? (line.strong ? 0.9 : 0.5) : 0.06,
    };
  };

  // `view`: { width, height, scale, x, y }, as the canvas shows it
  own.picture = (scene, view) => {
    const to = (at) => [(at.x - view.x) * view.scale + view.width / 2, (at.y - view.y) * view.scale + view.height / 2];
    const places = new Map(scene.marks.map((mark) => [mark.id, to(mark)]));
    return {
      width: view.width,
      height: view.height,
      strokes: scene.lines.map((line) => {
        const [[x1, y1], [x2, y2]] = [places.get(line.from), places.get(line.to)];
        const stroke = own.strokeOf(line);
        return { ...stroke, width: stroke.width * scene.unit * view.scale, d: `M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}`, dashed: line.dashed };
      }),
      shapes: scene.marks.map((mark) => ({
        d: own.outline(mark.shape, ...places.get(mark.id), mark.r * view.scale),
        fill: mark.colour, opacity: mark.near < 3 ? 1 : 0.15, title: own.full(mark),
      })),
      words: own.placeLabels(scene.marks, view.scale, view.frame).map((label) => ({
        x: label.x - view.x * view.scale + view.width / 2 + 1,
        y: label.y - view.y * view.scale + view.height / 2 + 12,
        text: label.mark.label, bold: label.bold,
      })),
    };
  };

  own.svg = (picture, title) => {
    const { width, height } = picture;
    const e = own.escaped;
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}">`,
      `<title>${e(title)}</title>`,
      '<rect width="100%" height="100%" fill="#fff"/>',
      '<g id="lines" fill="none">',
      ...picture.strokes.map((each) => `<path d="${each.d}" stroke="${each.colour}" stroke-width="${n(each.width)}" stroke-opacity="${each.opacity}"${each.dashed ? ' stroke-dasharray="6 5"' : ""}/>`),
      "</g>",
      '<g id="nodes" stroke="#fff" stroke-width="1">',
      ...picture.shapes.map((each) => `<path d="${each.d}" fill="${e(each.fill)}" opacity="${each.opacity}"><title>${e(each.title)}</title></path>`),
      "</g>",
      `<g id="labels" font-family="${e(own.FONT)}" font-size="${own.LABEL}" fill="#1c2430" stroke="#fff" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke">`,
      ...picture.words.map((each) => `<text x="${n(each.x)}" y="${n(each.y)}"${each.bold ? ' font-weight="700"' : ""}>${e(each.text)}</text>`),
      "</g>",
      "</svg>",
      "",
    ].join("\n");
  };

  // a canvas with the picture on white, at twice the size of the screen
  own.raster = (picture, times = 2) => {
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * times);
    canvas.height = Math.round(picture.height * times);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.scale(times, times);
    for (const each of picture.strokes) {
      pen.globalAlpha = each.opacity;
      pen.strokeStyle = each.colour;
      pen.lineWidth = each.width;
      pen.setLineDash(each.dashed ? [6, 5] : []);
      pen.stroke(new Path2D(each.d));
    }
    pen.setLineDash([]);
    for (const each of picture.shapes) {
      const path = new Path2D(each.d);
      pen.globalAlpha = each.opacity;
      pen.fillStyle = each.fill;
      pen.fill(path);
      pen.lineWidth = 1;
      pen.strokeStyle = "#fff";
      pen.stroke(path);
    }
    pen.globalAlpha = 1;
    for (const each of picture.words) own.writeLabel(pen, each.text, each.x, each.y, each.bold, 1);
    return canvas;
  };

  // `unit`: one pixel of the screen, in the units of the pen
  own.writeLabel = (pen, text, x, y, bold, unit) => {
    pen.font = own.font(bold, own.LABEL * unit);
    pen.textAlign = "left";
    pen.textBaseline = "alphabetic";
    pen.lineJoin = "round";
    pen.lineWidth = 3.5 * unit;
    pen.strokeStyle = "#fff";
    pen.strokeText(text, x, y);
    pen.fillStyle = "#1c2430";
    pen.fillText(text, x, y);
  };
})();
