/**
 * Claims under the clock: a fan of speech bubbles at each place.
 *
 * Claims of one place never hide each other: a few are fanned out, more are
 * stacked behind a count that opens them all.
 */
(function (geodata) {
  'use strict';

  const { el } = geodata;
  const STEP = 24; // pixels between neighbours on the arc

  /** Offsets of `n` bubbles on an arc above the place, in pixels. */
  function fan(n, clearance) {
    const perRow = 7;
    return Array.from({ length: n }, (_, i) => {
      const row = Math.floor(i / perRow);
      const inRow = Math.min(perRow, n - row * perRow);
      const radius = clearance + row * STEP;
      const spread = Math.min(Math.PI * 1.15, (inRow - 1) * (STEP / radius));
      const angle = -Math.PI / 2 - spread / 2
        + (inRow > 1 ? (spread * (i % perRow)) / (inRow - 1) : 0);
      return [Math.cos(angle) * radius, Math.sin(angle) * radius];
    });
  }

  geodata.claimsLayer = function (map, model, { tip, select, corner, clearanceOf, relabel }) {
    let words;
    let filters = {};
    let time = {}; // basis, strict, known
    let on = true;
    let day = null;
    let days = 30;
    let most = 3; // bubbles in a fan before the rest are stacked
    let drawn = null; // what the last frame drew
    const pane = map.createPane('gd-claims');
    pane.style.zIndex = 620; // below the names
    const places = new Map();
    const shown = new Set();
    const regional = el('div', { class: 'gd-regional', role: 'group', hidden: true });
    corner.append(regional);
    let areasOn = false; // whether the regions themselves are drawn: their claims then stand inside them

    const items = model.claims.map((claim, index) => {
      const button = el('button', {
        type: 'button', class: 'gd-claim', 'data-claim': claim.id, 'data-claimant': claim.claimant,
        'data-status': claim.status, 'data-gd-shy': '', 'aria-pressed': 'false',
      }, geodata.claimGlyph(claim.claimant, claim.status, { kind: claim.kind, near: claim.near !== null }));
      const item = { claim, button, index, place: null };
      button.addEventListener('click', (event) => { event.stopPropagation(); select('claim', claim.id); });
      tip.attach(button, () => describe(claim));
      return item;
    });

    const regionalPlace = { regional: true, node: regional, visible: new Set() };
    const areaPlaces = new Map();

    /** The chip inside a region that is drawn; regions that hold each other share one. */
    function areaPlace(area) {
      const { at } = geodata.basemap.areas[area.key];
      const key = at.join();
      if (!areaPlaces.has(key)) {
        const node = el('div', { class: 'gd-regional gd-area-chip', role: 'group', hidden: true, 'data-gd-obstacle': '' });
        L.marker(at, {
          pane: 'gd-claims', interactive: false, keyboard: false,
          icon: L.divIcon({ className: 'gd-marker', html: node, iconSize: [0, 0] }),
        }).addTo(map);
        areaPlaces.set(key, { regional: true, node, visible: new Set() });
      }
      return areaPlaces.get(key);
    }

    /** A place that is only worked out is drawn with the radius of its doubt. */
    function ringOf(claim) {
      return claim.radius === null ? null : L.circle([claim.lat, claim.lon], {
        radius: claim.radius * 1000, pane: 'gd-radius', interactive: false, className: 'gd-uncertain-place',
      });
    }

    function placeOf(item) {
      if (item.place) return item.place;
      const { claim } = item;
      if (claim.lat === null) {
        item.place = areasOn && claim.area ? areaPlace(claim.area) : regionalPlace;
        return item.place;
      }
      const key = `${claim.lat},${claim.lon}`;
      let place = places.get(key);
      if (!place) {
        const node = el('div', { class: 'gd-fan' });
        const more = el('button', { type: 'button', class: 'gd-more', 'data-gd-shy': '', hidden: true });
        more.addEventListener('click', (event) => {
          event.stopPropagation();
          place.open = !place.open;
          arrange(place);
          relabel({ atRest: true });
        });
        node.append(more);
        L.marker([claim.lat, claim.lon], {
          pane: 'gd-claims', interactive: false, keyboard: false,
          icon: L.divIcon({ className: 'gd-marker', html: node, iconSize: [0, 0] }),
        }).addTo(map);
        place = { node, more, visible: new Set(), open: false, ring: ringOf(claim),
          clearance: clearanceOf(claim.lat, claim.lon) };
        places.set(key, place);
      }
      item.place = place;
      return place;
    }

    function describe(claim) {
      const lines = [
        words.period(claim), words.t(`status.${claim.status}`),
        words.t('text.said-by', { who: words.of(claim.who) }),
      ];
      if (claim.until) lines.push(words.t('text.until', { when: words.period(claim.until) }));
      if (claim.near) lines.push(words.t(`text.near-${claim.near}`, { place: words.of(claim.place) }));
      return { title: words.of(claim.title), lines };
    }

    function arrange(place) {
      const visible = [...place.visible].sort((a, b) => b.index - a.index);
      if (place.regional) {
        place.node.replaceChildren(...visible.map((item) => item.button));
        if (place.node.hidden !== (visible.length === 0)) {
          place.node.hidden = !place.node.hidden;
          relabel(); // names keep clear of a chip that has come, at once
        }
        return;
      }
      if (place.ring && visible.length === 0) place.ring.remove();
      else place.ring?.addTo(map);
      const all = place.open || visible.length <= most + 1;
      const fanned = all ? visible : visible.slice(0, most);
      const extra = visible.length - fanned.length;
      const hasMore = extra > 0 || (place.open && visible.length > most + 1);
      const offsets = fan(fanned.length + (hasMore ? 1 : 0), place.clearance);
      for (const child of [...place.node.children]) {
        if (child !== place.more) child.remove();
      }
      fanned.forEach((item, i) => {
        item.button.style.transform = `translate(${offsets[i][0]}px, ${offsets[i][1]}px)`;
        place.node.append(item.button);
      });
      place.more.hidden = !hasMore;
      if (hasMore) {
        const [x, y] = offsets[fanned.length];
        place.more.style.transform = `translate(${x}px, ${y}px)`;
        place.more.textContent = extra > 0 ? `+${extra}` : '−';
        place.more.setAttribute('aria-label', extra > 0
          ? words.t('text.more-claims', { count: extra }) : words.t('text.fewer-claims'));
      }
    }

    return {
      /** Draw the claims of the window that ends on `next`; returns how many. */
      show(next, force = false) {
        day = next;
        const found = model.claimsIn(day, days, time);
        const key = found.join();
        if (!force && drawn && drawn.key === key) return drawn.counts;
        const passing = found.filter((i) => model.claimVisible(model.claims[i], filters));
        const wanted = new Set(on ? passing : []);
        const touched = new Set();
        for (const i of shown) {
          if (!wanted.has(i)) {
            const place = placeOf(items[i]);
            place.visible.delete(items[i]);
            items[i].button.remove();
            shown.delete(i);
            touched.add(place);
          }
        }
        for (const i of wanted) {
          if (!shown.has(i)) {
            const place = placeOf(items[i]);
            place.visible.add(items[i]);
            shown.add(i);
            touched.add(place);
          }
        }
        if (force) places.forEach((place) => touched.add(place));
        touched.forEach(arrange);
        if (touched.size) relabel({ atRest: true });
        drawn = { key, passing, counts: { shown: shown.size } };
        return drawn.counts;
      },
      setWords(next) {
        words = next;
        regional.setAttribute('aria-label', words.t('text.regional-claims'));
        regional.dataset.label = words.t('text.regional-claims');
        for (const { claim, button } of items) {
          const { title, lines } = describe(claim);
          button.setAttribute('aria-label', `${title}. ${lines.join('. ')}`);
        }
      },
      // What is set here is drawn by the next `show(day, true)`.
      setFilters(next) { filters = next; },
      setTime(next) { time = next; },
      setOn(next) { on = next; },
      setAreas(next) {
        if (next === areasOn) return;
        areasOn = next;
        for (const item of items.filter(({ claim }) => claim.area)) {
          item.place?.visible.delete(item);
          if (item.place) arrange(item.place);
          item.place = null;
          shown.delete(item.index);
        }
      },
      /** How many bubbles a fan may show: fewer where the map is small. */
      setFan(next) {
        if (next === most) return;
        most = next;
        if (day !== null) this.show(day, true);
      },
      setWindow(next) { days = next; },
      setSelected(id) {
        for (const { claim, button } of items) {
          button.setAttribute('aria-pressed', String(claim.id === id));
        }
      },
      describe,
      /** Indices of the claims that the last frame found, drawn here or not; the same list until they change. */
      passing: () => drawn.passing,
      shown: () => [...shown].sort((a, b) => a - b).map((i) => model.claims[i].id),
      regional,
    };
  };
})((window.geodata ??= {}));
