// Runs in a worker, after the engine's own code (which makes initSync and Store). One question at a
// time; the page ends the worker when it takes too long, so nothing here needs to be interruptible.
{
  let store;
  const LARGEST = 2 ** 25; // of an answer in characters: the page would be busy for minutes with more

  self.onmessage = ({ data }) => {
    try {
      if (data.module) {
        initSync({ module: data.module });
        store = new Store();
      }
      if (data.graph) { // the whole, or its next part
        const how = { format: "application/trig", no_transaction: true };
        store.load(data.graph, how);
        self.postMessage({ ready: store.size });
      } else {
        self.postMessage({ answer: answer(data) });
      }
    } catch (error) {
      const { message = error, large = false } = error ?? {};
      self.postMessage({ error: String(message), broken: isBroken(error), large });
    }
  };

  // what the engine does not raise itself has broken it: out of stack or of memory
  function isBroken(error) {
    return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
  }

  // `texts` are the query with a bound, if it may have one, and as it was written: a fault is told
  // in the places of the latter
  function answer({ texts: [text, ...others], ...how }) {
    try {
      return ask(text, how);
    } catch (error) {
      if (isBroken(error) || error?.large || !others.length) throw error;
      return answer({ texts: others, ...how });
    }
  }

  function bound(size) {
    if (size > LARGEST) throw { large: true };
  }

  // only query, never update: no text can change the graph
  function ask(text, { triples, union, most }) {
    const options = { use_default_graph_as_union: union };
    if (triples) {
      const quads = store.query(text, options);
      const kept = quads.slice(0, most).map((q) => [q.subject, q.predicate, q.object].map(String));
      bound(kept.reduce((sum, terms) => sum + terms.join("").length, 0));
      return { triples: kept, more: quads.length > most };
    }
    const answered = store.query(text, { ...options, results_format: "json" });
    bound(answered.length);
    const { head, boolean, results } = JSON.parse(answered);
    if (!results) return { boolean };
    return {
      variables: head.vars,
      rows: results.bindings.slice(0, most),
      more: results.bindings.length > most,
    };
  }
}
