/**
 * Claims under the clock: a fan of speech bubbles at each place.
 *
 * Claims never hide each other: a few are fanned out, more are stacked behind a count that opens them all, and places
 * so near each other at the zoom that their fans would meet share one.
 */
(function (geodata) {
  'use strict';

  const { el } = geodata;
  const CHIP = 28; // pixels: a bubble in a chip
  geodata.claimsLayer = function (map, model, { tip, select, corner, room, relabel }) {
    let words;
    let filters = {};
    let time = {}; // basis, strict, known
    let on = true;
    let day = null;
    let days = 30;
    let selected = null;
    let seated = null; // the room for which the bubbles were seated
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
      const item = { claim, button, index, place: null, seat: null };
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
        areaPlaces.set(key, { regional: true, node, visible: new Set(), lat: at[0], lon: at[1] });
      }
      return areaPlaces.get(key);
    }

    /** A place that is only worked out is drawn with the radius of its doubt. */
    function ringOf(claim) {
      return claim.radius === null ? null : L.circle([claim.lat, claim.lon], {
        radius: claim.radius * 1000, pane: 'gd-radius', interactive: false, className: 'gd-uncertain-place',
      });
    }

    function build(claim) {
      const { lat, lon } = claim;
      const node = el('div', { class: 'gd-fan' });
      const more = el('button', { type: 'button', class: 'gd-more', 'data-gd-shy': '', hidden: true });
      node.append(more);
      L.marker([lat, lon], {
        pane: 'gd-claims', interactive: false, keyboard: false,
        icon: L.divIcon({ className: 'gd-marker', html: node, iconSize: [0, 0] }),
      }).addTo(map);
      const all = model.claims.filter((other) => other.lat === lat && other.lon === lon).length;
      const place = { lat, lon, node, more, all, visible: new Set(), open: false, ring: ringOf(claim) };
      more.addEventListener('click', (event) => {
        event.stopPropagation();
        place.open = !place.open;
        settle();
      });
      return place;
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
        place = build(claim);
        places.set(key, place);
      }
      item.place = place;
      return place;
    }

    function describe(claim) {
      // Where it was, because a bubble may stand beside another place; a whole region is in the title.
      const where = claim.near || claim.lat === null ? '' : words.of(claim.place);
      const lines = [
        [words.period(claim), where].filter(Boolean).join(' · '), words.t(`status.${claim.status}`),
        words.t('text.said-by', { who: words.of(claim.who) }),
      ];
      if (claim.until) lines.push(words.t('text.until', { when: words.period(claim.until) }));
      if (claim.near) lines.push(words.t(`text.near-${claim.near}`, { place: words.of(claim.place) }));
      return { title: words.of(claim.title), lines };
    }

    /** Fill a chip. */
    function fill({ node, visible }) {
      node.replaceChildren(...[...visible].sort((a, b) => b.index - a.index).map((item) => item.button));
      if (node.hidden === (visible.size === 0)) return;
      node.hidden = !node.hidden;
      relabel(); // names keep clear of a chip that has come, at once
    }

    /** What the chips inside regions take: one bubble beside the other, to the left of their point. */
    function chips() {
      return [...areaPlaces.values()].flatMap(({ lat, lon, visible }) => {
        const at = room.point({ lat, lon });
        return Array.from(visible, (_, i) => (
          { x: at.x - 33 - CHIP * (i % 6), y: at.y + CHIP * Math.floor(i / 6), radius: CHIP / 2 + 2 }));
      });
    }

    /** Seat every bubble anew. Only what has moved is written to the page. */
    function settle() {
      seated = room.key();
      const standing = [...places.values()].filter((place) => place.visible.size);
      for (const place of places.values()) {
        place.at = room.point(place);
        place.clearance = room.clearance(place);
        if (!place.visible.size) place.ring?.remove();
        else place.ring?.addTo(map);
      }
      const taken = [...room.of('sites', 'incidents', 'rings'), ...chips()];
      const { seats, counts } = geodata.fans(standing, { room, most, selected, taken, texts: room.of('texts') });
      for (const item of items) {
        if (item.place && !item.place.regional) put(item, seats.get(item));
      }
      for (const place of places.values()) count(place, counts.get(place));
      room.widen(taken);
      relabel({ atRest: true });
    }

    /** Bubbles stay with their own place, however far from it they stand: a zoom takes them to it. */
    const from = (place, spot) => `translate(${spot.x - place.at.x}px, ${spot.y - place.at.y}px)`;

    function put(item, spot) {
      const seat = spot ? from(item.place, spot) : null;
      if (seat === item.seat) return;
      if (!seat) item.button.remove();
      else item.button.style.transform = seat;
      if (seat && !item.seat) item.place.node.append(item.button);
      item.seat = seat;
    }

    function count(place, counted) {
      const { more } = place;
      more.hidden = !counted;
      if (!counted) return;
      const { extra, spot } = counted;
      more.style.transform = from(place, spot);
      spot.button = more;
      more.textContent = extra > 0 ? `+${extra}` : '−';
      more.setAttribute('aria-label', extra > 0
        ? words.t('text.more-claims', { count: extra }) : words.t('text.fewer-claims'));
    }

    return {
      /** Draw the claims of the window that ends on `next`; returns how many. */
      show(next, force = false) {
        day = next;
        const found = model.claimsIn(day, days, time);
        const key = found.join();
        if (!force && drawn && drawn.key === key) {
          if (seated !== room.key()) settle();
          return drawn.counts;
        }
        const passing = found.filter((i) => model.claimVisible(model.claims[i], filters));
        const wanted = new Set(on ? passing : []);
        const chips = new Set();
        const turn = (i, comes) => {
          const place = placeOf(items[i]);
          if (place.regional) chips.add(place);
          if (comes) place.visible.add(items[i]);
          else place.visible.delete(items[i]);
          if (comes) shown.add(i);
          else shown.delete(i);
        };
        shown.forEach((i) => wanted.has(i) || turn(i, false));
        wanted.forEach((i) => shown.has(i) || turn(i, true));
        chips.forEach(fill);
        settle();
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
          if (item.place?.regional) fill(item.place);
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
        selected = id;
        if (seated) settle();
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
