/** The UN sites: one focusable mark each, repainted only when its state changes. */
(function (geodata) {
  'use strict';

  const { el } = geodata;
  const PRIORITY = 1000;

  /**
   * @param {L.Map} map
   * @param {object} model geodata.model(...)
   * @param {object} tools {labels, tip, select(kind, id)}
   */
  geodata.sitesLayer = function (map, model, { labels, tip, select }) {
    let words;
    let filters = {};
    let known = false;
    let day = null;
    const pane = map.createPane('gd-sites');
    pane.style.zIndex = 640;
    map.createPane('gd-radius').style.zIndex = 410;

    const marks = model.sites.map((site) => {
      const scale = geodata.siteScale(site.troops);
      const glyph = geodata.siteGlyph(scale);
      const button = el('button', {
        type: 'button', class: 'gd-site', 'data-site': site.id, 'aria-pressed': 'false',
      }, glyph);
      const marker = L.marker([site.lat, site.lon], {
        pane: 'gd-sites', interactive: false, keyboard: false,
        icon: L.divIcon({ className: 'gd-marker', html: button, iconSize: [0, 0] }),
      }).addTo(map);
      const mark = { site, button, glyph, marker, interval: null, visible: null, scale };
      button.addEventListener('click', (event) => { event.stopPropagation(); select('site', site.id); });
      tip.attach(button, () => describe(mark));
      mark.ring = site.verified ? null : L.circle([site.lat, site.lon], {
        radius: site.accuracy * 1000, pane: 'gd-radius', interactive: false,
        className: 'gd-uncertain-place',
      });
      return mark;
    });
    labels.setObstacles('sites', marks.map(({ site, scale }) => (
      { lat: site.lat, lng: site.lon, radius: 13 * scale })));

    function stateWords(interval) {
      const parts = [words.t(`presence.${interval.presence}`)];
      if (interval.transfer !== 'none') parts.push(words.t(`transfer.${interval.transfer}`));
      if (interval.presence === 'closed') {
        parts.push(geodata.heldBy(words, interval.holders));
        parts.push(words.t(`certainty.${interval.certainty}`));
      }
      if (interval.changing) parts.push(words.t('text.changing'));
      return parts;
    }

    function describe(mark) {
      const lines = stateWords(mark.interval);
      if (!mark.site.verified) {
        lines.push(words.t('text.place-uncertain', { km: mark.site.accuracy }));
      }
      return { title: words.of(mark.site.name), lines };
    }

    function paint(mark) {
      const { button, interval } = mark;
      button.dataset.unPresence = interval.presence;
      button.dataset.transfer = interval.transfer;
      button.dataset.holder = interval.holders[0] || 'unknown';
      button.dataset.certainty = interval.certainty;
      button.dataset.changing = interval.changing;
      geodata.paintSite(mark.glyph, interval);
      button.setAttribute('aria-label',
        words.t('text.said-of', { name: words.of(mark.site.name), what: stateWords(interval).join(', ') }));
    }

    function refreshLabels() {
      labels.set('sites', marks.filter((mark) => mark.visible).map(({ site, scale }) => ({
        id: site.id, text: words.of(site.label), lat: site.lat, lng: site.lon, priority: PRIORITY,
        className: 'gd-label-site', gap: Math.round(15 * scale) + 2,
      })));
    }

    return {
      /** Draw a day; returns the counts of the visible sites by state. */
      show(next, force = false) {
        day = next;
        const counts = { open: 0, closing: 0, handed: 0, pending: 0, without: 0 };
        let relabel = force;
        for (const mark of marks) {
          const interval = model.intervalAt(mark.site, day, known);
          if (interval !== mark.interval || force) {
            mark.interval = interval;
            paint(mark);
          }
          const visible = model.siteVisible(mark.site, interval, filters);
          if (visible !== mark.visible) {
            mark.visible = visible;
            mark.button.hidden = !visible;
            if (visible) mark.ring?.addTo(map);
            else mark.ring?.remove();
            relabel = true;
          }
          if (!visible) continue;
          if (interval.presence !== 'closed') counts[interval.presence] += 1;
          else if (interval.transfer === 'without_handover') counts.without += 1;
          else if (interval.transfer === 'none') counts.pending += 1;
          else counts.handed += 1;
        }
        if (relabel) refreshLabels();
        return counts;
      },
      // What is set here is drawn by the next `show(day, true)`.
      setWords(next) { words = next; },
      setFilters(next) { filters = next; },
      setKnown(next) { known = next; },
      setSelected(id) {
        for (const mark of marks) {
          const chosen = mark.site.id === id;
          mark.button.setAttribute('aria-pressed', String(chosen));
          mark.marker.setZIndexOffset(chosen ? 500 : 0);
        }
      },
      /** State of every site on the drawn day, for tests and for the bridge. */
      states: () => marks.map((mark) => ({ id: mark.site.id, ...mark.interval, shown: mark.visible })),
    };
  };
})((window.geodata ??= {}));
