/* The package that carries Leaflet built it as one chunk of modules for a notebook's loader.
   Leaflet needs nothing of that: its module is run as it arrives, and leaves `L` behind. */
window.webpackChunkjupyter_leaflet = {
  push([, modules]) {
    for (const run of Object.values(modules)) {
      const module = { exports: {} };
      run.call(module.exports, module, module.exports);
    }
  },
};
