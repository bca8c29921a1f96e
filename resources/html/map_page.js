/* What the page does with the layers that folium put on it.
   Words from outside only ever become text nodes, never markup. */
"use strict";
const gozar = (() => {
  const words = JSON.parse(document.getElementById("words").textContent);
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
      list.append(element("dt", "", label), element("dd", "", value));
    }
    box.append(list);
    return box;
  }

  /* A shape with a card answers to clicks, one without lets them through. */
  function describe(feature, layer) {
    const { card: facts, hatch, hint } = feature.properties;
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
      canvases[pane] ??= L.canvas({ pane, padding: 0.5 });
      options.renderer = canvases[pane];
    }
    const made = L.circleMarker(place, options);
    if (many) {
      crowds.push([made, style.radius]);
    }
    return made;
  }

  function label(feature, place) {
    const { text, colour, size, bold, priority, from } = feature.properties;
    const box = element("span", "map-label", text);
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

  /* From far away a crowd of dots would hide the map below it. */
  function shrink(map) {
    const share = Math.min(1, Math.max(0.3, (map.getZoom() - 9) / 6));
    for (const [made, radius] of crowds) {
      made.setRadius(radius * share);
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
    _updateScale(bar, _text, ratio) {
      const metres = this._getRoundNum(this._getMaxMetres());
      const [value, unit] = metres < 1000 ? [metres, words.metre] : [metres / 1000, words.kilometre];
      bar.style.width = `${Math.round(this.options.maxWidth * ratio)}px`;
      bar.textContent = `${value.toLocaleString(words.locale)} ${unit}`;
    },
    _update() {
      const map = this._map;
      const middle = map.getSize().y / 2;
      this._metres = map.distance(
        map.containerPointToLatLng([0, middle]),
        map.containerPointToLatLng([this.options.maxWidth, middle]),
      );
      this._updateScale(this._mScale, "", this._getRoundNum(this._metres) / this._metres);
    },
    _getMaxMetres() {
      return this._metres;
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

  /* Paper has another shape than the screen: the whole extent is fitted to it and back. */
  function printing(map, bounds) {
    let centre = map.getCenter();
    let zoom = map.getZoom();
    addEventListener("beforeprint", () => {
      [centre, zoom] = [map.getCenter(), map.getZoom()];
      map.closePopup();
      map.invalidateSize({ animate: false });
      map.fitBounds(bounds, { animate: false });
    });
    addEventListener("afterprint", () => {
      map.invalidateSize({ animate: false });
      map.setView(centre, zoom, { animate: false });
    });
  }

  function start(map, bounds) {
    labels.sort((one, other) => other.priority - one.priority);
    controls(map);
    switches(map);
    printing(map, bounds);
    map.on("zoomend", () => {
      shrink(map);
      arrange(map);
    });
    shrink(map);
    document.fonts.ready.then(() => arrange(map));
  }

  return { describe, dot, label, start };
})();
