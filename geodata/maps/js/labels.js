/**
 * Labels that never collide.
 *
 * One engine a map: `geodata.labels(map)` returns the same one each time. Whoever
 * has names to show gives a group of items; the engine places as many as fit, by
 * priority, and again after each move, zoom or resize. Labels are for the eye
 * only (`aria-hidden`): what they name must be reachable some other way.
 */
(function (geodata) {
  'use strict';

  const FURNITURE = '.leaflet-control, [data-gd-obstacle]';
  const SHY_OF = '[data-gd-shy]'; // marks that text leaves uncovered where it has a choice
  const EDGE = 4; // pixels kept free along the edge of the map
  const PAD = 3; // pixels kept free round a label
  const ANCHORS = ['e', 'w', 'n', 's', 'ne', 'se', 'nw', 'sw'];
  const DIAGONAL = 0.72; // the share of the gap that a diagonal anchor needs on each axis
  const FAR = 220; // pixels: no text reaches further from its point
  const DOUBT = 7; // pixels from another mark within which a name is ambiguous
  const TRIES = 8; // for the labels of the highest priority, which should all show
  const engines = new WeakMap();

  /**
   * @typedef {object} LabelItem
   * @property {string} id          unique in its group; of two items with one `key` only the first by priority shows
   * @property {string} text
   * @property {number} [lat]       with `lng`
   * @property {number[][]} [points] instead: latitudes and longitudes to try in order
   * @property {number} priority    the higher is placed first
   * @property {string} [className] for the theme; a size that depends on the zoom is measured anew at each whole zoom
   * @property {number} [minZoom]   with `maxZoom`
   * @property {string[]} [anchors] where the text may stand, best first: e w n s ne se nw sw c (n2: twice the gap)
   * @property {number} [gap]       pixels between the point and the text
   * @property {number} [angle]     degrees clockwise; anchors n, s and c then mean above, below and on the line
   * @property {number} [dot]       radius in pixels of a dot that shows and hides with the label
   * @property {number} [pad]       pixels kept free round the text
   * @property {string} [key]       what the label names; the id if left out
   * @property {boolean} [steady]   keeps its place whatever shy marks come: they keep clear of it
   * @property {boolean} [clear]    rather not shown than across a line; without it, only a preference
   * @property {function(L.LatLng[]): boolean} [fits] may refuse a place, from the corners and the middles of the text
   */

  /** Top left corner of the text, from its point. */
  function offset(anchor, width, height, gap) {
    const [side, times = 1] = [anchor.replace(/\d/, ''), anchor.match(/\d/)?.[0]];
    const slanted = side.length > 1;
    const reach = gap * times * (slanted ? DIAGONAL : 1);
    const tuck = slanted ? height * 0.25 : 0;
    const x = { e: reach, w: -reach - width }[side.at(-1)] ?? -width / 2;
    const y = { n: tuck - reach - height, s: reach - tuck }[side[0]] ?? -height / 2;
    return [x, y];
  }

  /** The boxes that a text covers: one, or for slanted text a row of small ones along its line. */
  function boxes(at, [x, y], width, height, item) {
    const pad = item.pad ?? PAD;
    if (!item.angle) {
      return [[at.x + x - pad, at.y + y - pad, at.x + x + width + pad, at.y + y + height + pad]];
    }
    const turn = (item.angle * Math.PI) / 180;
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const count = Math.max(2, Math.ceil(width / height));
    const half = height / 2;
    return Array.from({ length: count }, (_, index) => {
      const along = x + half + ((width - height) * index) / (count - 1);
      const cx = at.x + along * cos - (y + half) * sin;
      const cy = at.y + along * sin + (y + half) * cos;
      return [cx - half, cy - half, cx + half, cy + half];
    });
  }

  const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  const touches = ([west, north, east, south], { x, y, radius }, more = 0) => (
    Math.hypot(x - Math.max(west, Math.min(x, east)), y - Math.max(north, Math.min(y, south))) < radius + more);

  function engine(map) {
    const pane = map.createPane('gd-labels');
    pane.setAttribute('aria-hidden', 'true');
    const groups = new Map(); // name -> Map(id -> entry)
    const [obstacles, lines] = [new Map(), new Map()]; // name -> {items}, and where they are once projected
    let waiting = false;

    function make() {
      const node = document.createElement('div');
      const text = node.appendChild(document.createElement('span'));
      node.style.display = 'none';
      pane.append(node);
      return { node, text, sizes: new Map(), at: null, covered: null, points: [], item: {} };
    }

    /** Write what an item says and looks like, only where it differs. */
    function dress(entry, item) {
      const { node, text, sizes, item: before } = entry;
      if (before.text !== item.text) text.textContent = item.text;
      const look = `gd-label leaflet-zoom-animated ${item.dot ? 'gd-dotted ' : ''}${item.className ?? ''}`;
      if (node.className !== look) node.className = look;
      if (before.text !== item.text || before.className !== item.className) sizes.clear();
      if (item.dot && before.dot !== item.dot) node.style.setProperty('--gd-dot', `${item.dot * 2}px`);
      entry.item = item;
      entry.points = (item.points ?? [[item.lat, item.lng]]).map(([lat, lng]) => L.latLng(lat, lng));
    }

    /** The labels worth placing now, the most important first. */
    function candidates(zoom, view) {
      const found = [];
      for (const entry of all()) {
        if (zoom < (entry.item.minZoom ?? 0) || zoom > (entry.item.maxZoom ?? Infinity)) continue;
        const spots = entry.points.map((latlng) => ({ latlng, point: map.latLngToLayerPoint(latlng) }))
          .filter(({ point }) => view.contains(point));
        if (spots.length) found.push({ entry, spots });
      }
      return found.sort((a, b) => b.entry.item.priority - a.entry.item.priority);
    }

    /** Measure what was never measured at this zoom: all writes first, then all reads. */
    function measure(found, bucket) {
      const fresh = found.map(({ entry }) => entry).filter((entry) => !entry.sizes.has(bucket));
      for (const { node } of fresh) Object.assign(node.style, { visibility: 'hidden', display: '' });
      const sizes = fresh.map(({ text }) => [text.offsetWidth, text.offsetHeight]);
      fresh.forEach((entry, index) => entry.sizes.set(bucket, sizes[index]));
      for (const { node, at } of fresh) Object.assign(node.style, { visibility: '', display: at ? '' : 'none' });
    }

    /** What a selector finds over the map, as boxes in layer pixels. */
    function standing(selector, origin) {
      const frame = map.getContainer().getBoundingClientRect();
      const stage = map.getContainer().parentNode ?? map.getContainer();
      const [dx, dy] = [origin.x - frame.left, origin.y - frame.top];
      return Array.from(stage.querySelectorAll(selector), (node) => node.getBoundingClientRect())
        .filter(({ width, height }) => width && height)
        .map(({ left, top, right, bottom }) => [left + dx, top + dy, right + dx, bottom + dy]);
    }

    /** Marks and lines where they are now, in layer pixels; projected anew only when the zoom or the origin moves. */
    function project(found) {
      const frame = `${map.getZoom()} ${map.getPixelOrigin()}`;
      for (const [group, { items, at }] of found) {
        if (at === frame) continue;
        const points = items.map(({ at: by = [0, 0], ...one }) => (
          Object.assign(map.latLngToLayerPoint([one.lat, one.lng]).add(by), one)));
        found.set(group, { items, at: frame, points });
      }
      return Array.from(found.values(), ({ points }) => points).flat();
    }

    /** Whether the text, seen as boxes, is inside the view and clear of everything placed. */
    function free(covered, others, { view: { min, max }, taken }) {
      return covered.every((box) => (
        box[0] >= min.x && box[1] >= min.y && box[2] <= max.x && box[3] <= max.y
        && !taken.some((other) => overlap(box, other))
        && !others.some((ring) => touches(box, ring))));
    }
    const crosses = (covered, lines) => lines.some(({ x, y }) => (
      covered.some((box) => x > box[0] && x < box[2] && y > box[1] && y < box[3])));

    /** The first spot and anchor of a label that is free, or nothing. */
    function place({ entry, spots }, bucket, scene) {
      const { item } = entry;
      const [width, height] = entry.sizes.get(bucket);
      for (const { latlng, point } of spots) {
        // A mark at the label's own point is what it names: the gap deals with that, but for what sticks out of it.
        const others = scene.circles.filter(({ lat, lng }) => lat !== latlng.lat || lng !== latlng.lng);
        const solid = scene.circles.filter((ring) => ring.firm || others.includes(ring));
        const reach = item.dot ? item.dot + 1 : 0;
        const dot = [point.x - reach, point.y - reach, point.x + reach, point.y + reach];
        if (reach && !free([dot], solid, scene)) continue;
        const close = scene.lines.filter(({ x, y }) => Math.abs(x - point.x) < FAR && Math.abs(y - point.y) < FAR);
        let best = null;
        for (const anchor of item.anchors ?? ANCHORS) {
          const corner = offset(anchor, width, height, item.gap ?? 6);
          const covered = boxes(point, corner, width, height, item);
          if (!free(covered, solid, scene) || !allowed(item, covered[0])) continue;
          const crossed = crosses(covered, close);
          if (crossed && item.clear) continue;
          // So near another mark a name might be taken for that mark's: worse than a name across a line.
          const doubtful = anchor !== 'c' && others.some((ring) => covered.some((box) => touches(box, ring, DOUBT)));
          const covers = !item.steady && covered.some((box) => scene.shy.some((other) => overlap(box, other)));
          const cost = (crossed ? 1 : 0) + (doubtful ? 2 : 0) + (covers ? 2 : 0);
          if (best && best.cost <= cost) continue;
          best = { entry, latlng, point, corner, covered: reach ? [...covered, dot] : covered, cost };
          if (!cost) break;
        }
        if (best) return best;
      }
      return null;
    }

    /** Ask the item itself, where it has a say, about six points of its text. */
    function allowed(item, [west, north, east, south]) {
      if (!item.fits) return true;
      const middle = (west + east) / 2;
      return item.fits([west, middle, east].flatMap((x) => [north, south].map((y) => map.layerPointToLatLng([x, y]))));
    }

    /** Place candidates one after another; returns what found room and what did not. */
    function pass(found, bucket, scene, named) {
      const [placed, left] = [[], []];
      for (const candidate of found) {
        const name = candidate.entry.item.key ?? candidate.entry.item.id;
        const spot = named.has(name) ? undefined : place(candidate, bucket, scene);
        if (spot === null) left.push(candidate);
        if (!spot) continue;
        placed.push(spot);
        named.add(name);
        scene.taken.push(...spot.covered);
      }
      return { placed, left, scene, named };
    }

    /** The highest priority gets several tries: what found no room goes first in the next. */
    function arrange(found, bucket, scene) {
      const top = found.filter(({ entry }) => entry.item.priority === found[0].entry.item.priority);
      let [best, order] = [null, top];
      for (let round = 0; round < TRIES; round += 1) {
        const result = pass(order, bucket, { ...scene, taken: [...scene.taken] }, new Set());
        if (!best || result.placed.length > best.placed.length) best = result;
        if (!result.left.length) break;
        order = [...result.left, ...order.filter((one) => !result.left.includes(one))];
      }
      return [...best.placed, ...pass(found.slice(top.length), bucket, best.scene, best.named).placed];
    }

    function refresh() {
      waiting = false;
      if (!map._loaded || !map.getSize().x) return; // nothing to see yet: the first view, or a resize, calls again
      const zoom = map.getZoom();
      const bucket = Math.floor(zoom);
      const origin = map.containerPointToLayerPoint([0, 0]);
      const view = L.bounds(origin.add([EDGE, EDGE]), origin.add(map.getSize()).subtract([EDGE, EDGE]));
      if (pane.dataset.zoom !== String(bucket)) pane.dataset.zoom = bucket;
      const found = candidates(zoom, view);
      measure(found, bucket);
      const [taken, shy] = [FURNITURE, SHY_OF].map((selector) => standing(selector, origin));
      const scene = { view, taken, shy, circles: project(obstacles), lines: project(lines) };
      const placed = new Map(found.length ? arrange(found, bucket, scene).map((spot) => [spot.entry, spot]) : []);
      all().forEach((entry) => draw(entry, placed.get(entry)));
      map.fire('named');
    }

    function draw(entry, spot) {
      if (Boolean(entry.at) !== Boolean(spot)) entry.node.style.display = spot ? '' : 'none';
      entry.at = spot?.latlng ?? null;
      entry.covered = spot?.covered ?? null;
      if (!spot) return;
      L.DomUtil.setPosition(entry.node, spot.point);
      const turn = entry.item.angle ? `rotate(${entry.item.angle}deg) ` : '';
      entry.text.style.transform = `${turn}translate(${spot.corner.map((by) => `${Math.round(by)}px`).join()})`;
    }

    const all = () => Array.from(groups.values(), (entries) => Array.from(entries.values())).flat();
    /** Keep the shown labels on their points while the map zooms; `where` projects. */
    const follow = (where) => all().forEach(({ node, at }) => at && L.DomUtil.setPosition(node, where(at)));

    function later() {
      if (!waiting) queueMicrotask(refresh);
      waiting = true;
    }

    map.on('zoomanim', ({ zoom, center }) => follow((at) => map._latLngToNewLayerPoint(at, zoom, center).round()));
    map.on('zoom viewreset', () => follow((at) => map.latLngToLayerPoint(at)));
    map.on('moveend zoomend resize', later);
    map.whenReady(later);

    return {
      /** Replace a group's items; nodes of items that stay are kept. */
      set(group, items) {
        const before = groups.get(group) ?? new Map();
        const after = new Map();
        for (const item of items) {
          const entry = before.get(item.id) ?? make();
          before.delete(item.id);
          dress(entry, item);
          after.set(item.id, entry);
        }
        for (const { node } of before.values()) node.remove();
        groups.set(group, after);
        later();
      },
      /**
       * Marks that no label may cover, but the one that names them: `[{lat, lng, radius}]` in pixels; nor that one if
       * they are `firm`. `at` moves them off their point.
       */
      setObstacles(group, items) { obstacles.set(group, { items }); later(); },
      /** Points along lines and shores that text should not cross where it has a choice: `[{lat, lng}]`. */
      setLines(group, items) { lines.set(group, { items }); later(); },
      /** Place all labels now. Needed only when something over the map has moved. */
      refresh,
      /** What is on the map: group, id, text, whether it is steady, and the boxes covered, in layer pixels. */
      shown() {
        return Array.from(groups, ([group, entries]) => Array.from(entries.values(), ({ item, covered }) => (
          { group, id: item.id, text: item.text, steady: item.steady, boxes: covered }))).flat().filter(({ boxes: shown }) => shown);
      },
    };
  }

  geodata.labels = function (map) {
    if (!engines.has(map)) engines.set(map, engine(map));
    return engines.get(map);
  };
})((window.geodata ??= {}));
