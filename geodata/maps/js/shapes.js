/**
 * What a claim covers beyond a point: shapes that come and go with it, each its own button.
 *
 * Every shape is built when it is first seen, as a group of paths on each other (`parts`, from the ground up; the last
 * is the wide, unseen one that takes clicks and the focus). After that a day only hides and shows groups.
 */
(function (geodata) {
  'use strict';

  const { el } = geodata;

  /**
   * @param {L.Map} map
   * @param {{pane: string, zIndex: number, parts: string[], tip: object, select: Function, describe: Function,
   *   last: Function}} options `describe(claim)` tells of the claim, `last(item, words)` of what it covers
   */
  geodata.claimShapes = function (map, { pane, zIndex, parts, tip, select, describe, last }) {
    map.createPane(pane).style.zIndex = zIndex;
    const items = [];
    let on = true;
    let drawn = null; // the claims of the last frame
    let selected = null;
    let words = null;

    function told(item) {
      const { title, lines } = describe(item.claim);
      return { title, lines: [...lines, last(item, words)] };
    }

    function build(item) {
      const { claim } = item;
      const paths = parts.map((part) => item.draw({
        pane, interactive: false, smoothFactor: 0, className: `gd-shape-${part}`,
      }).addTo(map).getElement());
      const group = el('g', {
        class: 'gd-shape', 'data-of': claim.id, 'data-holder': claim.claimant, 'data-status': claim.status, hidden: true,
      });
      const home = paths[0].parentNode;
      group.append(...paths);
      // In the order in which they were added, whichever was seen first.
      const above = items.slice(items.indexOf(item) + 1).find((other) => other.group);
      home.insertBefore(group, above?.group ?? null);
      const hit = paths.at(-1);
      hit.setAttribute('role', 'button');
      hit.setAttribute('tabindex', '0');
      const choose = (event) => {
        event.preventDefault();
        event.stopPropagation();
        select('claim', claim.id);
      };
      hit.addEventListener('click', choose);
      hit.addEventListener('keydown', (event) => { if (event.key === 'Enter' || event.key === ' ') choose(event); });
      Object.assign(item, { group, hit });
      tip.attach(hit, () => told(item));
      item.dress?.(item);
      mark(item);
      label(item);
    }

    function mark({ claim, group, hit }) {
      group?.classList.toggle('gd-chosen', claim.id === selected);
      hit?.setAttribute('aria-pressed', String(claim.id === selected));
    }

    function label(item) {
      if (!item.hit) return;
      const { title, lines } = told(item);
      item.hit.setAttribute('aria-label', `${title}. ${lines.join('. ')}`);
    }

    return {
      /**
       * Add a shape of `claim`: `draw(options)` returns its Leaflet path, once for each part, and `dress(item)` does
       * the rest to the `group` of the item; both are called when it is first seen.
       */
      add(claim, index, { draw, dress, ...more }) {
        items.push({ claim, index, draw, dress, ...more, group: null, hit: null, on: false });
      },
      /** Show the shapes of the claims whose indices are given; an unchanged list costs nothing. */
      show(passing, force = false) {
        if (passing === drawn && !force) return;
        drawn = passing;
        for (const item of items) {
          const wanted = on && passing.includes(item.index);
          if (wanted === item.on) continue;
          item.on = wanted;
          if (!item.group) build(item);
          item.group.toggleAttribute('hidden', !wanted);
        }
      },
      // What is set here is drawn by the next `show(passing, true)`.
      setOn(next) { on = next; },
      setSelected(id) {
        selected = id;
        items.forEach(mark);
      },
      setWords(next) {
        words = next;
        items.forEach(label);
      },
      /** The claims whose shapes are drawn, each once. */
      shown: () => [...new Set(items.filter((item) => item.on).map((item) => item.claim.id))],
    };
  };

  /** The layers of what claims cover: roads (routes.js) and whole regions (regions.js). */
  geodata.extents = function (map, model, tools) {
    const parts = {
      regions: geodata.regionsLayer(map, model, tools),
      routes: geodata.routesLayer(map, model, tools),
    };
    const every = Object.entries(parts);
    const each = (act) => every.forEach(([name, part]) => act(part, name));
    return {
      parts,
      show: (passing, force) => each((part) => part.show(passing, force)),
      setSelected: (id) => each((part) => part.setSelected(id)),
      setWords: (words) => each((part) => part.setWords(words)),
      setLayers: (layers) => each((part, name) => part.setOn(layers.includes(name))),
      /** How many claims are seen where their own marks are not drawn. */
      counts: () => ({ shown: new Set(every.flatMap(([, part]) => part.shown())).size }),
    };
  };
})((window.geodata ??= {}));
