/**
 * The base map: land, borders, water and names, with no tiles and no network.
 *
 * `geodata.base(map, payload)` draws what `geodata.maps.base.base_payload` made.
 * Every colour is a custom property in `base.css`; the theme is one attribute,
 * `data-theme`, on the map or on anything round it.
 */
(function (geodata) {
  'use strict';

  // One picture, with the sea as its ground (base.css): whatever moves above has one layer under it, and that one opaque.
  const PANE = 'gd-base';
  const BELOW = 205; // all overlays: Leaflet's begin at 400
  const LABELS_ABOVE = 630; // over marks and lines, under nothing that can be clicked: labels let the pointer through

  /**
   * How each kind of name looks and when it shows. `from` holds the zoom at which
   * each rank, 1 to 5, appears; `first` the priority of rank 1, less `step` a rank.
   */
  const KINDS = {
    country: { first: 900, step: 10, from: [3.5, 3.5, 4.2, 5.2, 6], anchors: ['c'], pad: 6 },
    sea: { first: 600, step: 5, from: [3.5, 4.2, 5, 6, 7], anchors: ['c'], pad: 8 },
    river: { first: 620, step: 5, from: [5, 5.6, 6.4, 7.2, 8.2], anchors: ['n', 's', 'n2', 's2'], gap: 5, clear: true },
    lake: { first: 610, step: 5, from: [5, 6, 7, 8, 9], anchors: ['c', 'n2', 's2'], gap: 9 },
    physical: { first: 560, step: 5, from: [3.5, 5, 6, 7.2, 7.8], anchors: ['c'], pad: 8 },
    region: { first: 500, step: 5, from: [6.4, 6.4, 6.4, 6.4, 7], to: 8.9, anchors: ['c'], pad: 5 },
    town: { first: 750, step: 90, from: [4.4, 5.6, 6.5, 7.3, 8.1], gap: 6 },
  };
  const FENCED = new Set(['country', 'physical']); // names that must not cross the country's own border
  const DOTS = [2.6, 2.3, 2, 1.7, 1.5]; // a town's dot by rank, in pixels

  /** A flat line of whole steps, back to latitudes and longitudes. */
  function unpack(line, scale) {
    const points = [];
    let x = 0;
    let y = 0;
    for (let index = 0; index < line.length; index += 2) {
      x += line[index];
      y += line[index + 1];
      points.push([y / scale, x / scale]);
    }
    return points;
  }

  geodata.unpack = unpack;

  /** Whether a point lies inside a ring of [latitude, longitude]; every third vertex is enough for a label. */
  function inside(ring, { lat, lng }) {
    let odd = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 3) {
      const [[latI, lngI], [latJ, lngJ]] = [ring[i], ring[j]];
      if ((latI > lat) !== (latJ > lat) && lng < ((lngJ - lngI) * (lat - latI)) / (latJ - latI) + lngI) odd = !odd;
    }
    return odd;
  }

  /** Whether a name keeps to one side of the border; of countries only the mission's own, rank 1, to the inner side. */
  function within(outline, points, name) {
    const sides = new Set(points.map((point) => inside(outline, point)));
    return sides.size === 1 && (name.kind !== 'country' || sides.has(name.rank === 1));
  }

  /** Points along lines, about `step` degrees apart: what labels should keep clear of. */
  function beads(paths, step = 0.03) {
    const strung = [];
    for (const path of paths) {
      let [lat, lng] = path[0];
      for (const [nextLat, nextLng] of path) {
        const count = Math.floor(Math.max(Math.abs(nextLat - lat), Math.abs(nextLng - lng)) / step);
        const [fromLat, fromLng] = [lat, lng];
        for (let part = 1; part <= count; part += 1) {
          lat = fromLat + ((nextLat - fromLat) * part) / count;
          lng = fromLng + ((nextLng - fromLng) * part) / count;
          strung.push({ lat, lng });
        }
      }
    }
    return strung;
  }

  function item(name, lang, outline) {
    const kind = KINDS[name.kind];
    const rank = Math.min(Math.max(name.rank, 1), 5);
    return {
      id: name.id,
      text: name.text[lang] ?? name.text.en,
      points: name.points,
      angle: name.angle,
      priority: kind.first - kind.step * (rank - 1),
      className: `gd-label-${name.kind} gd-rank-${rank}`,
      minZoom: kind.from[rank - 1],
      maxZoom: kind.to,
      anchors: kind.anchors,
      gap: kind.gap,
      pad: kind.pad,
      clear: kind.clear,
      fits: FENCED.has(name.kind) ? (points) => within(outline, points, name) : undefined,
      dot: name.kind === 'town' ? DOTS[rank - 1] : undefined,
    };
  }

  /**
   * @param {L.Map} map
   * @param {object} payload see geodata.maps.base.BasePayload
   * @param {object} [options] `scale`: the corner of the scale bar, or false for none
   * @returns {{setLanguage: function(string): void}}
   */
  geodata.base = function (map, payload, { scale = 'bottomleft' } = {}) {
    map.getContainer().classList.add('gd-map');
    const pane = map.createPane(PANE);
    pane.style.zIndex = BELOW;
    pane.style.pointerEvents = 'none';
    // Half a screen more on each side, so that a drag does not uncover bare ground: here and in every pane above.
    L.Renderer.mergeOptions({ padding: 0.5 });
    const lines = (packed) => packed.map((line) => unpack(line, payload.scale));

    function draw(make, className, coordinates) {
      if (!coordinates.length) return;
      make(coordinates, {
        pane: PANE, className: `gd-${className}`, interactive: false, smoothFactor: 0.7,
      }).addTo(map);
    }

    const home = lines(payload.home);
    // All rings in one path: with the even-odd rule islands fill and holes stay open.
    draw(L.polygon, 'land', lines(payload.land));
    draw(L.polyline, 'border', lines(payload.borders));
    draw(L.polyline, 'border gd-disputed', lines(payload.disputed));
    draw(L.polygon, 'home-edge', home);
    draw(L.polygon, 'home', home);
    const lakes = lines(payload.lakes.map(({ ring }) => ring));
    const rivers = (kind) => lines(payload.rivers.filter((river) => river.kind === kind).map(({ line }) => line));
    draw(L.polygon, 'lake', lakes);
    draw(L.polyline, 'river gd-river-minor', rivers('minor'));
    draw(L.polyline, 'river gd-river-major', rivers('major'));
    draw(L.polyline, 'region', lines(payload.regions));
    draw(L.polygon, 'home-border', home);

    if (scale) L.control.scale({ position: scale, imperial: false, maxWidth: 110 }).addTo(map);
    const labels = geodata.labels(map);
    map.getPane('gd-labels').style.zIndex = LABELS_ABOVE;
    labels.setLines('base', beads([...rivers('major'), ...lakes]));

    return {
      /** Say every name in a language; an unknown one falls back to English. */
      setLanguage(lang) {
        labels.set('base', [...payload.names, ...payload.towns].map((name) => item(name, lang, home[0])));
      },
    };
  };
})((window.geodata ??= {}));
