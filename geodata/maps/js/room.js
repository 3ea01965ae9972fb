/**
 * Room for the marks: what they take at a zoom, and where beside its place one more covers no other.
 *
 * All of it is worked out in the map's own pixels; nothing is read from the page, so that it may be asked on any day.
 */
(function (geodata) {
  'use strict';

  const SAME = 13_000; // metres: so near a site a place is the site's own
  const FAR = 240; // pixels from its place: farther no mark is put
  const LARGEST = 7; // marks on one arc
  const TURNS = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6].map((step) => (step * Math.PI) / 6);
  const TARGET = 44; // pixels across: what a finger hits without fail

  const arcs = new Map(); // worked out once: they are asked for on every day of change

  /** Offsets of `count` marks on an arc round a point, turned from the top of it. */
  function arc(count, radius, step, turn) {
    const key = `${count} ${radius} ${step} ${turn}`;
    if (!arcs.has(key)) {
      const between = Math.min(2 * Math.asin(Math.min(1, step / 2 / radius)), (2 * Math.PI) / count);
      arcs.set(key, Array.from({ length: count }, (_, i) => {
        const angle = turn - Math.PI / 2 + (i - (count - 1) / 2) * between;
        return [Math.cos(angle) * radius, Math.sin(angle) * radius];
      }));
    }
    return arcs.get(key);
  }

  /** Pixels from a point to the edge of what is taken; below zero inside it. */
  const apart = (x, y, one) => Math.hypot(x - one.x, y - one.y) - one.radius;
  /** Whether the edge is nearer than that: the same without a root. */
  const nearer = (x, y, one, pixels) => (x - one.x) ** 2 + (y - one.y) ** 2 < (one.radius + pixels) ** 2;
  const near = (x, y, ones, pixels) => {
    for (let i = 0; i < ones.length; i += 1) if (nearer(x, y, ones[i], pixels)) return true;
    return false;
  };

  geodata.room = function (map, model) {
    const layers = new Map(); // name -> what its marks take
    let narrow = false;
    let changes = 0;
    let bodies = null;
    let projected = null; // the frame for which they hold

    const own = new WeakMap(); // the site whose own a place is
    function siteOf(place) {
      if (!own.has(place)) {
        const isNear = (site) => map.distance([site.lat, site.lon], [place.lat, place.lon]) < SAME;
        own.set(place, model.sites.find(isNear));
      }
      return own.get(place);
    }

    const size = () => (narrow ? 13 : 12); // pixels: half of what a bubble takes
    const bodyOf = (site) => (narrow ? 13.5 : 16) * geodata.siteScale(site.troops);
    const frame = () => `${map.getZoom()} ${map.getPixelOrigin()} ${narrow}`;
    const point = ({ lat, lon }) => map.latLngToLayerPoint([lat, lon]);

    /** Sites stand where they are. */
    function sites() {
      if (projected !== frame()) {
        projected = frame();
        bodies = model.sites.map((site) => Object.assign(point(site), { radius: bodyOf(site) }));
      }
      return bodies;
    }

    /** The offsets of a whole fan that touches nothing taken and has moved outwards by `slack` at most, or null. */
    function fan(at, count, clearance, taken, slack) {
      if (count > LARGEST) return null;
      const half = size();
      const close = taken.filter((one) => nearer(at.x, at.y, one, clearance + slack + half));
      for (let radius = clearance; radius <= clearance + slack; radius += 5) {
        for (const turn of TURNS) {
          const found = arc(count, radius, 2 * half, turn);
          if (!found.some(([x, y]) => near(at.x + x, at.y + y, close, half))) return found;
        }
      }
      return null;
    }

    /** Offsets for as many marks, each as near as there is room. */
    function anywhere(at, count, clearance, taken) {
      const half = size();
      const found = [];
      const clear = (x, y) => !near(at.x + x, at.y + y, taken, half)
        && found.every(([a, b]) => (a - x) ** 2 + (b - y) ** 2 >= 4 * half * half);
      for (let radius = clearance; radius < FAR; radius += 6) {
        const around = Math.max(1, Math.ceil((2 * Math.PI * radius) / 6));
        for (let i = 0; i < around; i += 1) {
          // From the top to both sides in turn.
          const angle = (i % 2 ? 1 : -1) * Math.ceil(i / 2) * ((2 * Math.PI) / around) - Math.PI / 2;
          const [x, y] = [Math.cos(angle) * radius, Math.sin(angle) * radius];
          if (clear(x, y)) found.push([x, y]);
          if (found.length === count) return found;
        }
      }
      return [...found, ...arc(count - found.length, clearance, 2 * half, 0)];
    }

    return {
      point,
      fan,
      anywhere,
      setNarrow(next) { narrow = next; },
      /** The same as long as marks stay where they are. */
      key: () => `${frame()} ${changes}`,
      frame,
      /** Keep what the marks of a layer take, `[{x, y, radius, button}]`; marks of others are seated round it. */
      set(name, taken) {
        layers.set(name, taken);
        changes += 1;
      },
      /** Keep clear of texts, given as boxes: tells whether they have moved. */
      setTexts(boxes) {
        const found = boxes.flatMap(([west, north, east, south]) => {
          const radius = (south - north) / 2;
          const count = Math.max(2, Math.ceil((east - west) / radius));
          return Array.from({ length: count }, (_, i) => (
            { x: west + radius + ((east - west - 2 * radius) * i) / (count - 1), y: north + radius, radius }));
        });
        const moved = JSON.stringify(found) !== JSON.stringify(layers.get('texts') ?? []);
        if (moved) this.set('texts', found);
        return moved;
      },
      /** What is taken by the `sites`, or by the marks of other layers. */
      of: (...names) => names.flatMap((name) => (name === 'sites' ? sites() : layers.get(name) ?? [])),
      size,
      /** Whether a mark there touches any of these. */
      meets: ({ x, y, radius }, ones) => near(x, y, ones, radius),
      /** Pixels between a place and the middle of a bubble beside it: the mark of its site lies between. */
      clearance(place) {
        const site = siteOf(place);
        return site ? bodyOf(site) + size() + 1 : 13;
      },
      /** Let what has a `button` be hit as widely as a finger needs, where that takes no hits from the others. */
      widen(taken) {
        for (const one of taken.filter(({ button }) => button)) {
          const free = Math.min(...taken.map((other) => (other === one ? Infinity : apart(one.x, one.y, other))));
          one.button.style.setProperty('--gd-hit', `${Math.round(Math.max(0, Math.min(TARGET, 2 * free)))}px`);
        }
      },
    };
  };
})((window.geodata ??= {}));
