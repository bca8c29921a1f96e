/* What the page does with the layers that folium put on it.
   Words from outside only ever become text nodes, never markup. */
"use strict";
const gozar = (() => {
  const words = JSON.parse(document.getElementById("words").textContent);
  // Shapes are drawn some way beyond the window, so that a small pan finds them there.
  L.Renderer.mergeOptions({ padding: 0.4 });
  const labels = [];
  const crowds = [];
  const canvases = {};

  function element(tag, className, text) {
    const made = document.createElement(tag);
    made.className = className;
    made.dir = "auto";
    made.textContent = text;
    return made;
  }

  function card(facts) {
    const box = document.createElement("article");
    box.append(element("h2", "card-title", facts.title));
    for (const line of facts.lines) {
      box.append(element("p", "card-line", line));
    }
    const list = document.createElement("dl");
    for (const [label, value] of facts.numbers) {
      for (const [tag, text] of [["dt", label], ["dd", value]]) {
        list.append(Object.assign(document.createElement(tag), { textContent: text }));
      }
    }
    box.append(list);
    return box;
  }

  /* A shape with a card answers to clicks, one without lets them through. */
  function describe(feature, layer) {
    const { card: facts, hatch, hint, many } = feature.properties;
    if (many) {
      crowds.push(layer);
    }
    layer.options.interactive = Boolean(facts);
    if (hatch) {
      layer.options.className = hatch;
    }
    if (facts) {
      layer.bindPopup(() => card(facts), { maxWidth: 300 });
    }
    if (facts && hint) {
      layer.bindTooltip(() => element("span", "", facts.title), { sticky: true });
    }
  }

  /* Thousands of dots are pixels of one canvas, a few are shapes like any other. */
  function dot(feature, place) {
    const { style, pane, many } = feature.properties;
    const options = { ...style, pane, interactive: false };
    if (many) {
      canvases[pane] ??= L.canvas({ pane });
      options.renderer = canvases[pane];
    }
    return L.circleMarker(place, options);
  }

  function label(feature, place) {
    const { text, colour, size, bold, below, priority, from } = feature.properties;
    const box = element("span", below ? "map-label below" : "map-label", text);
    box.style.color = colour;
    box.style.fontSize = `${size}px`;
    box.style.fontWeight = bold ? 700 : 400;
    const icon = L.divIcon({ className: "map-label-place", html: box, iconSize: [0, 0] });
    const made = L.marker(place, { pane: "labels", icon, interactive: false, keyboard: false });
    labels.push({ made, box, priority, from });
    return made;
  }

  /* Of labels that would cover each other the more important one stays. */
  function arrange(map) {
    const taken = [];
    for (const { made, box, from } of labels) {
      box.hidden = map.getZoom() < from;
      if (box.hidden || !map.hasLayer(made)) {
        continue;
      }
      const own = box.getBoundingClientRect();
      box.hidden = taken.some((other) => own.left < other.right + 2 && own.right > other.left - 2
        && own.top < other.bottom && own.bottom > other.top);
      if (!box.hidden) {
        taken.push(own);
      }
    }
  }

  /* From afar a crowd of dots would hide the map below it: fewer are drawn, and smaller. */
  function thin(map) {
    const zoom = map.getZoom();
    const share = Math.min(1, Math.max(0.6, (zoom - 9) / 6));
    for (const crowd of crowds) {
      const { style, from } = crowd.feature.properties;
      const seen = zoom >= from;
      crowd.setStyle({ fill: seen && style.fill, stroke: seen && style.stroke,
        radius: style.radius * share });
    }
  }

  function switches(map) {
    for (const box of document.querySelectorAll("input[data-layer]")) {
      box.addEventListener("change", () => {
        const layer = window[box.dataset.layer];
        if (box.checked) {
          layer.addTo(map);
        } else {
          layer.remove();
        }
        arrange(map);
      });
    }
  }

  const Scale = L.Control.Scale.extend({
    _updateMetric(most) {
      const metres = this._getRoundNum(most);
      const [value, unit] = metres < 1000 ? [metres, words.metre] : [metres / 1000, words.kilometre];
      this._updateScale(this._mScale, `${value.toLocaleString(words.locale)} ${unit}`, metres / most);
    },
  });

  function controls(map) {
    L.control.zoom({
      position: "topleft",
      zoomInTitle: words.closer,
      zoomOutTitle: words.farther,
    }).addTo(map);
    new Scale({ position: "bottomleft", maxWidth: 110, imperial: false }).addTo(map);
    map.attributionControl.setPrefix("Leaflet");
    map.on("popupopen", ({ popup }) => {
      popup.getElement().querySelector(".leaflet-popup-close-button").ariaLabel = words.close;
    });
  }

  /* A turned phone shows the whole place again, until its reader has chosen another view. */
  function turning(map, bounds) {
    let chosen = false;
    for (const gesture of ["pointerdown", "wheel", "keydown"]) {
      map.getContainer().addEventListener(gesture, () => { chosen = true; }, { once: true });
    }
    map.on("resize", () => {
      if (!chosen) {
        map.fitBounds(bounds, { animate: false, padding: [12, 12] });
      }
    });
  }

  /* Paper has another shape than the screen: the page takes it on beforehand, so that what the
     reader sees is fitted to it, and back afterwards. */
  function printing(map) {
    let centre = map.getCenter();
    let zoom = map.getZoom();
    addEventListener("beforeprint", () => {
      const seen = map.getBounds();
      [centre, zoom] = [map.getCenter(), map.getZoom()];
      map.closePopup();
      document.body.classList.add("paper");
      map.invalidateSize({ animate: false });
      map.fitBounds(seen, { animate: false });
      arrange(map);
    });
    addEventListener("afterprint", () => {
      document.body.classList.remove("paper");
      map.invalidateSize({ animate: false });
      map.setView(centre, zoom, { animate: false });
      arrange(map);
    });
  }

  function start(map, bounds) {
    labels.sort((one, other) => other.priority - one.priority);
    controls(map);
    switches(map);
    turning(map, bounds);
    printing(map);
    map.on("zoomend", () => {
      thin(map);
      arrange(map);
    });
    thin(map);
    document.fonts.ready.then(() => arrange(map));
  }

  return { describe, dot, label, start };
})();
