/** The UN sites: one focusable mark each, repainted only when its state changes. */
(function (geodata) {
  'use strict';

  const { el } = geodata;
  const PRIORITY = 1000;
  const CHOSEN = 1e5; // above all others
  const [LEAST, TARGET] = [20, 44]; // pixels across, within which a mark is hit
  const CLEAR = 4; // pixels by which that stays off the middle of another mark

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
    let drawn = 1; // how large the marks are drawn
    let zoom = null; // for which the marks were spread
    let ringed = { ids: [], gap: 0 }; // sites with a ring round them, and how far from its middle it reaches
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
    /** A small mark lies on a large one, which shows beside it. */
    const lift = ({ scale }) => Math.round(1e4 * (2 - scale));

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

    /** Where two sites are so near each other that a finger would hit both, each keeps its own middle. */
    function spread() {
      zoom = map.getZoom();
      const points = marks.map(({ site }) => map.latLngToLayerPoint([site.lat, site.lon]));
      marks.forEach(({ button }, i) => {
        const nearest = Math.min(...points.map((point, j) => (j === i ? Infinity : point.distanceTo(points[i]))));
        const least = Math.min(LEAST, 2 * nearest - CLEAR);
        button.style.setProperty('--gd-hit', `${Math.round(Math.max(least, Math.min(TARGET, 1.6 * nearest)))}px`);
      });
    }

    function refreshLabels() {
      const at = ({ site: { lat, lon: lng }, scale }, radius) => ({ lat, lng, radius: radius * scale * drawn });
      labels.setObstacles('sites', marks.flatMap((mark) => [at(mark, 13), { // and its badge, there on some days
        ...at(mark, 6.3), at: [10 * mark.scale * drawn, 10 * mark.scale * drawn], firm: true,
      }]));
      labels.set('sites', marks.filter((mark) => mark.visible).map(({ site, scale }) => ({
        id: site.id, text: words.of(site.label), lat: site.lat, lng: site.lon, priority: PRIORITY,
        className: 'gd-label-site', steady: true, gap: Math.max(Math.round(17 * scale * drawn) + 3, ringed.ids.includes(site.id) ? ringed.gap : 0),
      })));
    }

    return {
      /** Draw a day; returns the counts of the visible sites by state. */
      show(next, force = false) {
        day = next;
        const counts = { open: 0, closing: 0, handed: 0, pending: 0, without: 0 };
        let relabel = force;
        if (zoom !== map.getZoom()) spread();
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
      /** Tell how large the marks are drawn, as part of their usual size. */
      setDrawn(next) {
        drawn = next;
        if (words) refreshLabels();
      },
      /** Tell which sites have a ring round them: their names stand clear of it. */
      setRinged(ids, gap) {
        if (ids.join() === ringed.ids.join()) return;
        ringed = { ids, gap };
        refreshLabels();
      },
      setSelected(id) {
        for (const mark of marks) {
          const chosen = mark.site.id === id;
          mark.button.setAttribute('aria-pressed', String(chosen));
          mark.marker.setZIndexOffset(chosen ? CHOSEN : lift(mark));
        }
      },
      /** State of every site on the drawn day, for tests and for the bridge. */
      states: () => marks.map((mark) => ({ id: mark.site.id, ...mark.interval, shown: mark.visible })),
    };
  };
})((window.geodata ??= {}));
