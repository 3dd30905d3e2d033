// Runs in a worker, after the engine's own code (which makes initSync and Store). One question at a
// time; the page ends the worker when it takes too long, so nothing here needs to be interruptible.
{
  let store;

  self.onmessage = ({ data }) => {
    try {
      if (data.module) {
        initSync({ module: data.module });
        store = new Store();
        const how = { format: "application/trig", no_transaction: true };
        store.load(data.graph, how);
        self.postMessage({ ready: store.size });
      } else {
        self.postMessage({ answer: answer(data) });
      }
    } catch (error) {
      self.postMessage({ error: String(error?.message ?? error), broken: isBroken(error) });
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
      if (isBroken(error) || !others.length) throw error;
      return answer({ texts: others, ...how });
    }
  }

  // only query, never update: no text can change the graph
  function ask(text, { triples, union, most }) {
    const options = { use_default_graph_as_union: union };
    if (triples) {
      const quads = store.query(text, options);
      const kept = quads.slice(0, most).map((q) => [q.subject, q.predicate, q.object].map(String));
      return { triples: kept, more: quads.length > most };
    }
    const { head, boolean, results } =
      JSON.parse(store.query(text, { ...options, results_format: "json" }));
    if (!results) return { boolean };
    return {
      variables: head.vars,
      rows: results.bindings.slice(0, most),
      more: results.bindings.length > most,
    };
  }
}
