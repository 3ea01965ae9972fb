/**
 * Who held towns, camps of the army and regions: a ring round the place.
 *
 * Rings, not areas: between two towns nobody says who held what, so nothing is drawn there.
 */
(function (geodata) {
  'use strict';

  const { el } = geodata;

  geodata.townsLayer = function (map, model, { tip }) {
    let words;
    let day = null;
    let on = false;
    let known = false;
    map.createPane('gd-towns').style.zIndex = 610;

    const rings = model.mission.towns.map((town) => {
      const { site } = town; // a ring round a UN site is drawn wide enough to hold its mark
      const button = el('button', {
        type: 'button', class: 'gd-town', 'data-town': town.id, 'data-holder': town.holders[0] || 'unknown',
        'data-certainty': town.certainty, 'data-scope': town.scope, 'data-at-site': String(site),
        tabindex: site || town.scope === 'region' ? -1 : 0,
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

    return {
      show(next, force = false) {
        if (next === day && !force) return;
        day = next;
        for (const ring of rings) {
          const { from, to, known: since } = ring.town;
          const wanted = on && (from === null || from <= day) && (to === null || day < to)
            && (!known || (since !== null && since <= day));
          if (wanted === ring.on) continue;
          ring.on = wanted;
          if (wanted) ring.marker.addTo(map);
          else ring.marker.remove();
        }
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
