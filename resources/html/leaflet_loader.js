/* The package that carries Leaflet wraps it for notebooks, as an AMD module that extends the
   notebook's widget classes. No widget is ever made here: one empty class stands for them all. */
window.define = (names, factory) => {
  class Widget {
    defaults() {
      return {};
    }
  }
  const base = new Proxy({}, {
    get: (_target, name) =>
      name === "__esModule" ? undefined
        : name === "unpack_models" ? () => null
          : class extends Widget {},
  });
  factory({ uri: "" }, base);
};
window.define.amd = true;
