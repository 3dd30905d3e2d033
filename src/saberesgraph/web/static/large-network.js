// A large network: nodes and links are short rows, and why a link is there comes in a file of those
// of some nodes when it is looked at.
"use strict";
(() => {
  const own = (window.networkPage ??= {});
  const [LEAST, MORE] = [7, 17]; // the radius of a node, as `looks.sizes` in Python

  // what the rest of the page reads, from the rows
  own.unpacked = (data) => {
    const { kinds, links, bases, nodes: rows, edges, provinces, home } = data.large;
    const most = rows.reduce((a, row) => Math.max(a, row[3]), 1);
    const nodes = rows.map((row) => {
      const [id, kind, name, degree, area, within, names, href, note, other, short] = row;
      const code = other || own.bare(id);
      const node = {
        id, kind: kinds[kind], code, name, label: short || code, degree, note: note || "", x: 0, y: 0,
        size: Math.round(10 * (LEAST + MORE * Math.sqrt(degree / most))) / 10,
        href: href || `${home}id/${id.replace(":", "/")}.html`,
        search: own.folded(`${code} ${name} ${names || ""}`),
      };
      const province = (within || []).map((n) => provinces[n]);
      if (own.isExperience(node)) Object.assign(node, { area: area || "", province });
      else if (province.length) node.province = province;
      return node;
    });
    const each = links.length * bases.length;
    const told = (number) => [Math.floor(number / each),
      links[Math.floor((number % each) / bases.length)], bases[number % bases.length]];
    const linked = edges.flatMap((row, from) => {
      if (data.view === "full") return row.map((number) => [from, ...told(number)]);
      return Array.from({ length: row.length / 3 }, (_, n) =>
        [from, row[3 * n], "shared", "", "", "", "", "", row[3 * n + 1], [], row[3 * n + 2]]);
    });
    return { ...data, nodes, edges: linked };
  };

  // every link knows where its reasons are
  own.untold = (model, assets = document.baseURI) => {
    const { share, files, unread } = model.data.large;
    const of = new Map(); // the links told of each node, in the order of its row
    for (const link of model.links) {
      link.untold = true;
      if (of.has(link.from)) of.get(link.from).push(link);
      else of.set(link.from, [link]);
    }
    const coming = new Map();

    function take(number) {
      self.SABERES_REASONS[number].forEach((rows, n) => rows.forEach((row, k) => {
        const link = of.get(number * share + n)[k];
        link.untold = false;
        if (model.data.view === "full") {
          const [printed = "", field = "", rule = "", support = ""] = row;
          Object.assign(link, {
            printed: printed || "", field: field || "", rule: rule || "",
            support: support ? String(support).split(" ") : [],
          });
        } else {
          link.shared = row;
        }
      }));
    }

    // resolves once it is known why a link is there
    model.tell = (link) => {
      const number = Math.floor(link.from / share);
      if (!coming.has(number)) {
        coming.set(number, new Promise((resolve, reject) => {
          const script = document.createElement("script");
          const name = `${files}${number}.js`;
          const gone = () => reject(new Error(own.fill(unread, { file: name })));
          script.src = new URL(name, assets);
          script.onload = () => {
            if (!self.SABERES_REASONS?.[number]) return gone();
            take(number);
            return resolve();
          };
          script.onerror = gone;
          document.head.append(script);
        }));
      }
      return coming.get(number);
    };
  };
})();
