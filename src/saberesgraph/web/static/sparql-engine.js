"use strict";
// The engine in a worker that can be ended and replaced: an endless query must not freeze the page.
// From a folder neither ES modules nor .wasm files load, so assets/oxigraph.js holds both as text
// and the worker is made from a Blob.

class SparqlEngine {
  // `load(name)` resolves when the script assets/<name> has run; a large graph is in `parts`, and
  // `progress` is told how many of them are there
  constructor(load, parts = 1, progress = () => {}) {
    this.load = load;
    this.files = parts === 1 ? ["data.js"] : Array.from({ length: parts }, (_, n) => `data.${n}.js`);
    this.progress = progress;
    this.graphs = [];
    this.worker = null;
    this.waiting = null;
    this.turn = 0;
  }

  // Resolves with the number of statements once a worker is ready to be asked.
  start() {
    this.starting ??= this.begin(this.turn);
    return this.starting;
  }

  async begin(turn) {
    try {
      await this.prepare();
      let ready = 0;
      for (let n = 0; n < this.files.length; n += 1) {
        this.graphs[n] ??= await this.read(this.files[n]);
        if (turn !== this.turn) throw { stopped: true, late: false };
        if (n === 0) this.worker = new Worker(this.code);
        const graph = this.graphs[n];
        ({ ready } = await this.send(n === 0 ? { module: this.module, graph } : { graph }));
        this.progress(n + 1, this.files.length);
      }
      return ready;
    } catch (fault) {
      if (turn === this.turn) this.end();
      throw fault;
    }
  }

  async prepare() {
    if (this.module) return;
    await this.load("oxigraph.js");
    const packed = Uint8Array.from(atob(OXIGRAPH.wasm), (letter) => letter.charCodeAt(0));
    const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    this.module = await WebAssembly.compile(await new Response(plain).arrayBuffer());
    this.code = URL.createObjectURL(new Blob([OXIGRAPH.worker], { type: "text/javascript" }));
  }

  async read(file) {
    await this.load(file);
    return SABERES_GRAPH;
  }

  // Resolves with the answer; rejects with { error, broken }, or { stopped, late }.
  async ask(question, seconds) {
    const { turn } = this;
    await this.start();
    if (turn !== this.turn) throw { stopped: true, late: false };
    const timer = setTimeout(() => this.stop(true), seconds * 1000);
    try {
      return (await this.send(question)).answer;
    } catch (fault) {
      if (fault.broken) this.end();
      throw fault;
    } finally {
      clearTimeout(timer);
    }
  }

  // Ends what runs; the next question gets a fresh worker.
  stop(late = false) {
    const { waiting } = this;
    this.turn += 1;
    if (this.worker) this.end();
    waiting?.reject({ stopped: true, late });
  }

  end() {
    this.worker?.terminate();
    this.worker = this.waiting = this.starting = null;
  }

  send(message) {
    return new Promise((resolve, reject) => {
      this.waiting = { reject };
      const done = (settle) => (value) => {
        this.waiting = null;
        settle(value);
      };
      this.worker.onmessage = ({ data }) => done("error" in data ? reject : resolve)(data);
      this.worker.onerror = (event) => done(reject)({ error: event.message, broken: true });
      this.worker.postMessage(message);
    });
  }
}
