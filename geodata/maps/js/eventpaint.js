/**
 * The canvas of the reader's events: a mark for each place, or squares that count
 * where there are too many places to tell apart.
 *
 * What does not change with the day is worked out by `plan`, once for a view of the
 * map; `draw` runs on every frame of a drag.
 */
(function (geodata) {
  'use strict';

  const CELL = 26; // pixels
  const CROWD = 600; // marks at once, before squares count them
  const CLASSES = [1, 2, 5, 20, 100]; // the least count of each shade
  const NAMED = 5; // events at a place, from which the mark bears their number
  const LARGEST = 24; // pixels
  const TILE = 256;

  const radius = (count) => Math.min(LARGEST, 3.2 + 2.6 * Math.sqrt(count));
  /** The world's width as 1: x and y of Web Mercator. */
  const across = (lng) => (lng + 180) / 360;
  const down = (lat) => {
    const sine = Math.sin((lat * Math.PI) / 180);
    return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  };

  geodata.eventPaint = function (map, root) {
    map.createPane('gd-events').style.zIndex = 605; // under the sites and their names
    const canvas = document.createElement('canvas');
    canvas.className = 'gd-events-canvas leaflet-zoom-hide';
    canvas.setAttribute('aria-hidden', 'true');
    map.getPane('gd-events').append(canvas);
    const brush = canvas.getContext('2d');
    let data = null;
    let flat = null; // places in Web Mercator
    let groups = 1;
    let ink = {};
    let view = null; // what `plan` worked out
    let marks = []; // what the last frame drew, for the pointer
    const stamps = new Map(); // marks of one group that bear no number: most are, and look alike

    function place() {
      const size = map.getSize();
      const ratio = window.devicePixelRatio || 1;
      const [width, height] = [Math.round(size.x * ratio), Math.round(size.y * ratio)];
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
      Object.assign(canvas.style, { width: `${size.x}px`, height: `${size.y}px` });
      L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
      brush.setTransform(ratio, 0, 0, ratio, 0, 0);
      return size;
    }

    /** Work out where everything lies on the screen, and whether marks or squares are drawn. */
    function plan({ days, all }) {
      if (!data) return;
      const size = place();
      const scale = TILE * 2 ** map.getZoom();
      const corner = map.project(map.containerPointToLatLng([0, 0]), map.getZoom());
      const count = flat.x.length;
      const seen = new Uint8Array(count);
      const slot = new Int32Array(count).fill(-1);
      const [x, y] = [new Float32Array(count), new Float32Array(count)];
      let slots = 0;
      for (let i = 0; i < count; i += 1) {
        x[i] = flat.x[i] * scale - corner.x;
        y[i] = flat.y[i] * scale - corner.y;
        const near = x[i] > -LARGEST && y[i] > -LARGEST && x[i] < size.x + LARGEST && y[i] < size.y + LARGEST;
        if (!near || (data.places.coarse[i] && !all)) continue;
        seen[i] = 1;
        slot[i] = slots;
        slots += 1;
      }
      const crowded = data.blurred || Math.min(slots, data.busiest(days, seen)) > CROWD;
      view = { x, y, seen, slot, all, crowded, size };
      if (crowded) {
        // The grid is fixed to the world, so that squares stay where they are when the map is moved.
        const [left, top] = [Math.floor((corner.x - LARGEST) / CELL), Math.floor((corner.y - LARGEST) / CELL)];
        const columns = Math.ceil((size.x + 2 * LARGEST) / CELL) + 1;
        const rows = Math.ceil((size.y + 2 * LARGEST) / CELL) + 1;
        for (let i = 0; i < count; i += 1) {
          if (!seen[i]) continue;
          slot[i] = (Math.floor((y[i] + corner.y) / CELL) - top) * columns + Math.floor((x[i] + corner.x) / CELL) - left;
        }
        Object.assign(view, {
          columns, counts: new Uint32Array(columns * rows), left: left * CELL - corner.x, top: top * CELL - corner.y,
        });
      } else {
        Object.assign(view, { counts: new Uint32Array(slots * groups), last: new Int32Array(slots) });
      }
    }

    function squares() {
      const { counts, columns, left, top } = view;
      const byClass = CLASSES.map(() => []);
      marks = [];
      for (let cell = 0; cell < counts.length; cell += 1) {
        if (!counts[cell]) continue;
        const shade = geodata.upperBound(CLASSES, counts[cell]) - 1;
        byClass[shade].push(cell);
      }
      byClass.forEach((cells, shade) => {
        brush.fillStyle = ink.shades[shade];
        brush.beginPath();
        for (const cell of cells) {
          const [x, y] = [left + (cell % columns) * CELL, top + Math.floor(cell / columns) * CELL];
          brush.rect(x + 1, y + 1, CELL - 2, CELL - 2);
          marks.push({ x: x + CELL / 2, y: y + CELL / 2, radius: CELL / 2, count: counts[cell], event: null });
        }
        brush.fill();
      });
    }

    function disc(pen, mark) {
      const { x, y, radius: size, count, at } = mark;
      let from = -Math.PI / 2;
      pen.globalAlpha = mark.coarse ? 0.35 : 0.9;
      for (let group = 0; group < groups; group += 1) {
        const part = view.counts[at * groups + group];
        if (!part) continue;
        const to = from + (part / count) * 2 * Math.PI;
        pen.fillStyle = ink.groups[group];
        pen.beginPath();
        if (part < count) pen.moveTo(x, y);
        pen.arc(x, y, size, from, to);
        pen.fill();
        from = to;
      }
      pen.globalAlpha = 1;
      pen.setLineDash(mark.coarse ? [3, 2] : []);
      pen.strokeStyle = mark.chosen ? ink.accent : ink.edge;
      pen.lineWidth = mark.chosen ? 3 : 1;
      pen.beginPath();
      pen.arc(x, y, size, 0, 2 * Math.PI);
      pen.stroke();
      if (count < NAMED) return;
      pen.lineWidth = 3;
      pen.setLineDash([]);
      pen.strokeStyle = ink.paper;
      pen.strokeText(count, x, y);
      pen.fillStyle = ink.edge;
      pen.fillText(count, x, y);
    }

    /** Draw a mark of one group from a picture of its like: far cheaper than two arcs. */
    function stamp(mark) {
      const ratio = window.devicePixelRatio || 1;
      const half = Math.ceil(mark.radius) + 1;
      const key = `${mark.only} ${mark.count} ${mark.coarse} ${ratio}`;
      let picture = stamps.get(key);
      if (!picture) {
        picture = document.createElement('canvas');
        picture.width = Math.ceil(2 * half * ratio);
        picture.height = picture.width;
        const pen = picture.getContext('2d');
        pen.scale(ratio, ratio);
        disc(pen, { ...mark, x: half, y: half });
        stamps.set(key, picture);
      }
      const whole = (value) => Math.round(value * ratio) / ratio; // between two pixels it would be blurred
      const side = picture.width / ratio;
      brush.drawImage(picture, whole(mark.x - half), whole(mark.y - half), side, side);
    }

    function discs(drawn, chosen) {
      marks = drawn.map((index) => {
        const at = view.slot[index];
        let count = 0;
        let only = -1; // the one group that it is of
        for (let group = 0; group < groups; group += 1) {
          const part = view.counts[at * groups + group];
          if (part) only = count ? -1 : group;
          count += part;
        }
        return {
          x: view.x[index], y: view.y[index], radius: radius(count), count, only, at, place: index,
          coarse: data.places.coarse[index], event: view.last[at], chosen: index === chosen,
        };
      });
      // Small marks on large ones, so that none is hidden.
      marks.sort((a, b) => b.count - a.count);
      brush.font = '600 11px system-ui, sans-serif';
      brush.textAlign = 'center';
      brush.textBaseline = 'middle';
      brush.lineJoin = 'round';
      for (const mark of marks) {
        if (mark.only >= 0 && mark.count < NAMED && !mark.chosen) stamp(mark);
        else disc(brush, mark);
      }
    }

    return {
      classes: CLASSES,
      plan,
      /** Take other events, or none; `names` are those of the groups, `blurred` asks for squares always. */
      take(next, names, blurred) {
        data = next && Object.assign(next, { blurred });
        groups = names + 1;
        view = null;
        stamps.clear();
        flat = data && {
          x: Float64Array.from(data.places.lng, across), y: Float64Array.from(data.places.lat, down),
        };
        if (!data) this.clear();
      },
      /** The colours of the theme: custom properties of the style sheet, which a canvas must be told. */
      setTheme() {
        const style = getComputedStyle(root);
        stamps.clear();
        const read = (name) => style.getPropertyValue(`--gd-${name}`).trim();
        const several = (name, most) => Array.from({ length: most }, (_, i) => read(`${name}-${i}`));
        ink = {
          edge: read('ink'), paper: read('paper'), accent: read('accent'), shades: several('shade', CLASSES.length),
          groups: [...several('event', groups - 1), read('event-other')],
        };
      },
      clear() {
        brush.save();
        brush.setTransform(1, 0, 0, 1, 0, 0);
        brush.clearRect(0, 0, canvas.width, canvas.height);
        brush.restore();
        marks = [];
      },
      /** Draw a slice of the events; `chosen` is one of them, or null. */
      draw([begin, end], chosen) {
        if (!data || !view) return;
        this.clear();
        const { counts, slot, crowded } = view;
        counts.fill(0);
        const drawn = [];
        const of = data.places.of;
        for (let i = begin; i < end; i += 1) {
          const at = slot[of[i]];
          if (at < 0) continue;
          if (crowded) {
            counts[at] += 1;
            continue;
          }
          counts[at * groups + data.group[i]] += 1;
          if (view.last[at] === 0) drawn.push(of[i]);
          view.last[at] = i + 1; // of what is drawn at a place, the latest
        }
        if (crowded) squares();
        else {
          discs(drawn, chosen === null ? -1 : of[chosen]);
          for (const index of drawn) view.last[slot[index]] = 0;
        }
      },
      crowded: () => Boolean(view?.crowded),
      /** The mark under a point of the map, the nearest where several are, or null. */
      under({ x, y }) {
        let best = null;
        let least = Infinity;
        for (const mark of marks) {
          const away = Math.hypot(mark.x - x, mark.y - y) - mark.radius;
          if (away < 6 && away <= least) [best, least] = [mark, away];
        }
        return best && { ...best, event: best.event ? best.event - 1 : null };
      },
      marks: () => marks,
    };
  };
})((window.geodata ??= {}));
