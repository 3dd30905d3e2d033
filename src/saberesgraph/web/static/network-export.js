// What is drawn, as a file: for a slide (PNG, SVG), for Gephi and others (GEXF, GraphML), for a
// sheet (CSV).
"use strict";
(() => {
  const own = (window.networkPage ??= {});
  // what XML 1.0 cannot hold
  const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;
  const MARKUP = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;" };
  const NUMBER = /^[+-]?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$/;

  own.escaped = (text) => String(text).replace(ILLEGAL, "").replace(/[&<>"'\t\n\r]/g, (c) => MARKUP[c]);

  // a text that a spreadsheet would take for a formula gets an apostrophe, as our CSV in Python
  own.cell = (value) => {
    const text = String(value ?? "");
    const inert = NUMBER.test(text) || !/^[=+\-@\t\r]/.test(text) ? text : `'${text}`;
    return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
  };
  own.csv = (rows) => rows.map((row) => `${row.map(own.cell).join(",")}\r\n`).join("");

  const NODE = [["kind", "string"], ["code", "string"], ["name", "string"], ["degree", "integer"]];
  const LINE = [["relations", "string"], ["basis", "string"]];

  function about(scene) {
    const e = own.escaped;
    return {
      nodes: scene.marks.map((mark) => ({ ...mark, values: [mark.kind, mark.code, mark.name, mark.degree].map(e) })),
      lines: scene.lines.map((line) => ({
        ...line,
        values: [
          [...new Set(line.links.map((each) => each.link))].join(" "),
          [...new Set(line.links.map((each) => each.basis).filter(Boolean))].join(" "),
        ].map(e),
      })),
    };
  }

  const rgb = (colour) => [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16) || 0);

  own.gexf = (scene) => {
    const e = own.escaped;
    const { nodes, lines } = about(scene);
    const declared = (of, columns) => [
      `<attributes class="${of}">`,
      ...columns.map(([name, type]) => `<attribute id="${name}" title="${name}" type="${type}"/>`),
      "</attributes>",
    ];
    const values = (columns, each) =>
      `<attvalues>${columns.map(([name], i) => `<attvalue for="${name}" value="${each.values[i]}"/>`).join("")}</attvalues>`;
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">',
      '<graph mode="static" defaultedgetype="undirected">',
      ...declared("node", NODE), ...declared("edge", LINE),
      "<nodes>",
      ...nodes.map((each) => {
        const [r, g, b] = rgb(each.colour);
        return `<node id="${e(each.id)}" label="${e(each.label)}">${values(NODE, each)}<viz:color r="${r}" g="${g}" b="${b}"/><viz:position x="${each.x.toFixed(1)}" y="${(-each.y).toFixed(1)}" z="0.0"/><viz:size value="${each.r.toFixed(1)}"/></node>`;
      }),
      "</nodes>",
      "<edges>",
      ...lines.map((each) => `<edge id="${e(each.id)}" source="${e(each.from)}" target="${e(each.to)}" weight="${each.weight}">${values(LINE, each)}</edge>`),
      "</edges>", "</graph>", "</gexf>", "",
    ].join("\n");
  };

  own.graphml = (scene) => {
    const e = own.escaped;
    const { nodes, lines } = about(scene);
    const key = (of) => ([name, type]) =>
      `<key id="${of}-${name}" for="${of}" attr.name="${name}" attr.type="${type === "integer" ? "int" : type}"/>`;
    const data = (of, columns, each) =>
      columns.map(([name], i) => `<data key="${of}-${name}">${each.values[i]}</data>`).join("");
    const [nodeColumns, lineColumns] = [[["label", "string"], ...NODE, ["x", "double"], ["y", "double"]], [...LINE, ["weight", "double"]]];
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
      ...nodeColumns.map(key("node")), ...lineColumns.map(key("edge")),
      '<graph id="network" edgedefault="undirected">',
      ...nodes.map((each) => `<node id="${e(each.id)}">${data("node", nodeColumns, { values: [e(each.label), ...each.values, each.x.toFixed(1), (-each.y).toFixed(1)] })}</node>`),
      ...lines.map((each) => `<edge id="${e(each.id)}" source="${e(each.from)}" target="${e(each.to)}">${data("edge", lineColumns, { values: [...each.values, each.weight] })}</edge>`),
      "</graph>", "</graphml>", "",
    ].join("\n");
  };

  own.nodeRows = (scene, model) => [
    ["id", "kind", "code", "name", "links"],
    ...scene.marks.map((mark) => [mark.id, mark.node ? model.kinds.get(mark.kind).one : "", mark.code, mark.name, mark.degree]),
  ];

  // one row a link, with its evidence; a line of sums is one row
  own.linkRows = (scene, model) => {
    const end = (id) => {
      const mark = scene.marks.find((each) => each.id === id);
      return [mark.code || mark.id, mark.name];
    };
    return [
      ["from_code", "from_name", "link", "to_code", "to_name", "basis", "printed", "field", "rule", "support", "weight"],
      ...scene.lines.flatMap((line) => (line.links.length
        ? line.links.map((each) => {
          const [from, to] = [model.nodes[each.from], model.nodes[each.to]];
          return [from.code, from.name, model.data.links[each.link]?.name ?? each.link, to.code, to.name,
            model.data.bases[each.basis] ?? each.basis, each.printed, each.field, each.rule, each.support.join(" "), each.weight];
        })
        : [[...end(line.from), "", ...end(line.to), "", "", "", "", "", line.weight]])),
    ];
  };

  own.save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };

  // `canvas` gives the scene and the view; `name` a file without its ending
  own.exporter = (model, canvas, title) => {
    const scene = () => canvas.scene();
    const picture = () => own.picture(scene(), canvas.view());
    const texts = {
      svg: () => ["image/svg+xml", "svg", own.svg(picture(), title)],
      gexf: () => ["application/gexf+xml", "gexf", own.gexf(scene())],
      graphml: () => ["application/graphml+xml", "graphml", own.graphml(scene())],
      "csv-links": () => ["text/csv;charset=utf-8", "csv", own.csv(own.linkRows(scene(), model))],
      "csv-nodes": () => ["text/csv;charset=utf-8", "csv", own.csv(own.nodeRows(scene(), model))],
    };
    const untold = () => scene().lines.flatMap((line) => line.links).filter((each) => each.untold);
    return async (form, name) => {
      // the reasons are in the sheet
      if (form === "csv-links" && untold().length) await Promise.all(untold().map(model.tell));
      if (form === "png") {
        own.raster(picture()).toBlob((blob) => own.save(blob, `${name}.png`), "image/png");
      } else {
        const [type, ending, text] = texts[form]();
        own.save(new Blob([text], { type }), `${name}.${ending}`);
      }
    };
  };
})();
