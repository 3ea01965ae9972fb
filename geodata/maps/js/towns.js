/**
 * Who held towns, camps of the army and regions: a ring round the place.
 *
 * Rings, not areas: between two towns nobody says who held what, so nothing is drawn there.
 */
(function (geodata) {
  'use strict';

  const { el } = geodata;
  const [OWN, ROUND_SITE] = [12, 26]; // pixels: what a ring takes, round a place of its own and round a site
  const [GAP, PRIORITY] = [16, 500];

  geodata.townsLayer = function (map, model, { tip, labels, sites, room }) {
    let words;
    let day = null;
    let on = false;
    let known = false;
    let seated = null; // the frame for which room was made
    map.createPane('gd-towns').style.zIndex = 610;

    const rings = model.mission.towns.map((town) => {
      const { site } = town; // a ring round a UN site is drawn wide enough to hold its mark
      const button = el('button', {
        type: 'button', class: 'gd-town', 'data-town': town.id, 'data-holder': town.holders[0] || 'unknown',
        'data-certainty': town.certainty, 'data-scope': town.scope, 'data-at-site': String(site !== null),
        tabindex: site !== null || town.scope === 'region' ? -1 : 0,
      });
      const marker = L.marker([town.lat, town.lon], {
        pane: 'gd-towns', interactive: false, keyboard: false,
        icon: L.divIcon({ className: 'gd-marker', html: button, iconSize: [0, 0] }),
      });
      tip.attach(button, () => describe(town));
      return { town, button, marker, on: false };
    });

    function describe(town) {
      return {
        title: `${words.of(town.place)} (${words.t(`scope.${town.scope}`)})`,
        lines: [geodata.heldBy(words, town.holders), words.t(`certainty.${town.certainty}`), words.of(town.basis)],
      };
    }

    /** Names and the bubbles of claims keep clear of the rings, and every ring has the name of its town. */
    function settle() {
      seated = room.frame();
      const round = rings.filter(({ on: drawn, town }) => drawn && town.scope !== 'region').map(({ town }) => town);
      const own = round.filter(({ site }) => site === null);
      room.set('rings', own.map((town) => Object.assign(room.point(town), { radius: OWN })));
      labels.setObstacles('rings', round.map(({ lat, lon: lng, site }) => (
        { lat, lng, radius: site === null ? OWN : ROUND_SITE })));
      labels.set('rings', own.map(({ at, place, lat, lon: lng }) => (
        { id: at, text: words.of(place), lat, lng, priority: PRIORITY, className: 'gd-label-town gd-rank-2', steady: true, gap: GAP })));
      sites.setRinged(round.map(({ site }) => site).filter(Boolean), ROUND_SITE + 5);
    }

    return {
      show(next, force = false) {
        if (next === day && !force && seated === room.frame()) return;
        let changed = force;
        day = next;
        for (const ring of rings) {
          const { from, to, known: since } = ring.town;
          const wanted = on && (from === null || from <= day) && (to === null || day < to)
            && (!known || (since !== null && since <= day));
          if (wanted === ring.on) continue;
          ring.on = wanted;
          if (wanted) ring.marker.addTo(map);
          else ring.marker.remove();
          changed = true;
        }
        if (changed ? on || seated : on && seated !== room.frame()) settle();
        if (!on) seated = null;
      },
      // What is set here is drawn by the next `show(day, true)`.
      setOn(next) { on = next; },
      setKnown(next) { known = next; },
      setWords(next) {
        words = next;
        for (const { town, button } of rings) {
          const { title, lines } = describe(town);
          button.setAttribute('aria-label', words.t('text.said-of', { name: title, what: lines.join(', ') }));
        }
      },
      shown: () => rings.filter((ring) => ring.on).map((ring) => ring.town.id),
    };
  };
})((window.geodata ??= {}));
