// Sentences and small pieces of the page. Whatever comes from the data is put in as text.
"use strict";
(() => {
  const own = (window.networkPage ??= {});
  const LONG = 36;
  const SVG = "http://www.w3.org/2000/svg";

  // "{n} nodos" with { n: 3 } -> "3 nodos"
  own.fill = (sentence, values) =>
    sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));

  // an element with children: texts, elements, or nothing
  own.make = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  };

  own.button = (text, act, attributes = {}) => {
    const made = own.make("button", { type: "button", ...attributes }, text);
    made.addEventListener("click", act);
    return made;
  };

  own.swatch = (shape, colour) => {
    const svg = document.createElementNS(SVG, "svg");
    const path = document.createElementNS(SVG, "path");
    svg.setAttribute("class", "swatch");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", own.outline(shape, 8, 8, 5.5));
    path.setAttribute("fill", colour);
    svg.append(path);
    return svg;
  };

  // only a page of our own: never another scheme, host or root
  own.ownPage = (href) => (/^(\.\.\/)*(?!\.)[\w%.~-]+(\/(?!\.)[\w%.~-]+)*\.html(#[\w%=&:,.~-]*)?$/.test(href ?? "") ? href : null);

  own.capital = (text) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

  function listed(parts, and) {
    return parts.flatMap((part, i) => {
      if (i === 0) return [part];
      return [i === parts.length - 1 ? ` ${and} ` : ", ", part];
    });
  }

  // long ones one below the other
  const apart = (parts, and) => (parts.some((part) => (part.text ?? part).length > LONG)
    ? parts.flatMap((part) => ["\n– ", part]) : listed(parts, and));

  // why a link is there: texts, and { id, text } where a node can be chosen
  own.evidence = (model, words, each) => {
    const code = model.nodes[each.from].code;
    if (each.untold) return [each.total ? own.fill(words.inCommon, { n: each.total }) : model.data.links[each.link]?.name ?? each.link];
    if (each.total) return shared(model, words, each);
    const field = each.field ? own.fill(words.field, { field: each.field }) : "";
    if (each.basis === "derived") {
      const parts = each.support.map((number) => {
        const id = `objective:${number}`;
        return model.byId.has(id) ? { id, text: number } : number;
      });
      const lead = parts.length === 1 ? words.supportedByOne : words.supportedBy;
      return [own.fill(words.derived, { rule: each.rule }), ...(parts.length ? [lead, ...listed(parts, words.and)] : [])];
    }
    if (each.basis === "normalised") {
      return [own.fill(words.normalised, { printed: each.printed, place: `${code}${field}` })];
    }
    const printed = each.printed ? own.fill(words.printed, { printed: each.printed }) : "";
    return [own.fill(words.stated, { place: `${code}${field}` }), printed];
  };

  function shared(model, words, each) {
    const byLink = new Map();
    for (const [link, what] of each.shared) {
      const node = model.byId.get(what);
      const part = node ? { id: node.id, text: own.full(node) } : String(what);
      byLink.set(link, [...(byLink.get(link) ?? []), part]);
    }
    return [
      own.fill(words.inCommon, { n: each.total }),
      ...[...byLink].flatMap(([link, parts]) => [
        `\n${own.capital(model.data.links[link]?.name ?? link)}: `, ...apart(parts, words.and),
      ]),
      ...(each.total > each.shared.length
        ? [` ${own.fill(model.data.others, { n: each.total - each.shared.length })}`] : []),
    ];
  }

  own.said = (parts) => parts.map((part) => part.text ?? part).join("");
})();
