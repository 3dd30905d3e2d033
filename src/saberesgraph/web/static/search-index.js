"use strict";
// The index of a large catalogue, in files: its words and their numbers come with the page, who has
// a word and what is told of it when somebody looks for it. Scores are those of the whole index.

class SearchIndex {
  // `told`: what assets/search-*.js says; `load(name)` resolves with a part once its script has run
  constructor(told, options, load) {
    this.options = options;
    this.load = load;
    this.size = told.size;
    this.kinds = told.kinds.flatMap(([kind, count]) => Array(count).fill(kind));
    const count = this.kinds.length;
    const fields = options.fields.length;
    this.about = {
      documentCount: count,
      nextId: count,
      documentIds: Object.fromEntries(this.kinds.map((_, id) => [id, id])),
      fieldIds: Object.fromEntries(options.fields.map((field, n) => [field, n])),
      fieldLength: Object.fromEntries(this.kinds.map((_, id) =>
        [id, told.lengths.slice(id * fields, (id + 1) * fields)])),
      averageFieldLength: told.averages,
      storedFields: {},
      dirtCount: 0,
      serializationVersion: 2,
    };
    this.shardOf = new Map(told.shards.flatMap((words, n) =>
      (words ? words.split(" ").map((word) => [word, n]) : [])));
    // every word in one document: what a search in it meets are the words to load
    this.words = MiniSearch.loadJS({
      ...this.about, documentCount: 1, nextId: 1, documentIds: { 0: 0 },
      fieldLength: { 0: told.averages.map(() => 1) }, averageFieldLength: told.averages.map(() => 1),
      index: [...this.shardOf.keys()].map((word) => [word, { 0: { 0: 1 } }]),
    }, options);
    this.loaded = new Map();
    this.index = null;
  }

  kindOf(id) {
    return this.kinds[id];
  }

  async find(asked, how = {}) {
    const met = new Set();
    const boostDocument = (_, word) => met.add(word).size;
    this.words.search(asked, { ...how, combineWith: "OR", boostDocument });
    const shards = new Set([...met].map((word) => this.shardOf.get(word)));
    const fresh = [...shards].filter((n) => !this.loaded.has(n));
    for (const [i, words] of (await Promise.all(fresh.map((n) => this.load(`words${n}`)))).entries()) {
      this.loaded.set(fresh[i], Object.entries(words).map(([word, fields]) => [word, read(fields)]));
    }
    if (fresh.length || !this.index) {
      const index = [...this.loaded.values()].flat();
      this.index = MiniSearch.loadJS({ ...this.about, index }, this.options);
    }
    return this.index.search(asked, how);

    function read(fields) {
      return Object.fromEntries(Object.entries(fields).map(([field, pairs]) => {
        const uses = {};
        for (let n = 0; n < pairs.length; n += 2) uses[pairs[n]] = pairs[n + 1];
        return [field, uses];
      }));
    }
  }

  async told(ids) {
    const parts = [...new Set(ids.map((id) => Math.floor(id / this.size)))];
    const read = await Promise.all(parts.map((n) => this.load(`told${n}`)));
    const found = new Map(parts.map((n, i) => [n, read[i]]));
    return ids.map((id) => found.get(Math.floor(id / this.size))[id % this.size]);
  }
}
