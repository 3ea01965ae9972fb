/**
 * The reader's events under the clock: fetched once, counted on every frame, told
 * in words and by a key below the map.
 *
 * Details are not here: a click tells Python which event was meant, and the page
 * beside the map tells what is known of it.
 */
(function (geodata) {
  'use strict';

  const { el } = geodata;
  const AGAIN_MS = 700;
  const NEARER = 1.5; // how far a click on a square zooms in

  /**
   * @param {L.Map} map
   * @param {HTMLElement} root
   * @param {{first: number, choose: (event: number|null) => void, ready: () => void}} options
   *   `first`: the day from which "all so far" counts; `ready` is called when events have come
   */
  geodata.eventsLayer = function (map, root, { first, choose, ready }) {
    const paint = geodata.eventPaint(map, root);
    const count = el('span', { class: 'gd-events-count' });
    const key = el('span', { class: 'gd-events-key' });
    const node = el('p', { class: 'gd-events', hidden: true }, count, key);
    let words;
    let told = null; // what Python said last
    let data = null;
    let days = 30;
    let chosen = null;
    let day = null;
    let circle = null;
    let keyed = ''; // what the key tells

    /** What lies at an address; asked for again where the server was between two runs of the page. */
    async function bytes(url, tries = 3) {
      const answer = await fetch(url).catch(() => null);
      if (answer?.ok) return answer.arrayBuffer();
      if (tries === 1) throw new Error(url);
      await new Promise((resolve) => { window.setTimeout(resolve, AGAIN_MS); });
      return bytes(url, tries - 1);
    }

    async function fetchEvents(url) {
      data = null;
      paint.take(null, 0, false);
      try {
        const buffer = await bytes(url);
        if (!told || told.url !== url) return; // other events have been asked for since
        data = geodata.eventData(buffer);
      } catch {
        if (told?.url === url) told.failed = true;
      }
      settle();
      ready();
    }

    /** Take over what does not change with the day. */
    function settle() {
      paint.take(data, told ? told.names.length : 0, Boolean(told?.blurred));
      paint.setTheme();
      paint.plan({ days, all: Boolean(told?.coarse) });
      root.dataset.eventsMode = paint.crowded() ? 'squares' : 'marks';
      if (words) tellKey();
    }

    function ring(around) {
      circle?.remove();
      circle = around && L.circle([around.lat, around.lon], {
        radius: around.km * 1000, pane: 'gd-base', interactive: false, className: 'gd-event-circle',
      }).addTo(map);
    }

    function tellKey() {
      if (!told) return;
      const squares = paint.crowded();
      const next = JSON.stringify([squares, told.blurred, told.names, told.others, words.lang, root.dataset.theme]);
      if (next === keyed) return;
      keyed = next;
      const swatch = (name, text) => el('span', {}, el('i', { style: `background: var(--gd-${name})` }), text);
      const classes = paint.classes.map((least, i) => {
        const most = paint.classes[i + 1] - 1;
        if (Number.isNaN(most)) return words.t('events.or-more', { n: least });
        return least === most ? words.number(least) : `${words.number(least)}–${words.number(most)}`;
      });
      const parts = squares
        ? [words.t(told.blurred ? 'events.blurred' : 'events.squares'), ...classes.map((text, i) => swatch(`shade-${i}`, text))]
        : [...told.names.map((name, i) => swatch(`event-${i}`, name)),
          ...(told.others ? [swatch('event-other', words.t('events.others'))] : [])];
      key.replaceChildren(...parts);
    }

    const span = () => data.slice(days === 0 ? first : day - days + 1, day);

    map.on('moveend zoomend resize', () => {
      if (!data) return;
      paint.plan({ days, all: told.coarse });
      root.dataset.eventsMode = paint.crowded() ? 'squares' : 'marks';
      tellKey();
      paint.draw(span(), chosen);
    });
    map.on('click', ({ containerPoint }) => {
      const mark = data && paint.under(containerPoint);
      if (!mark) return;
      if (mark.event === null) {
        const center = map.containerPointToLatLng([mark.x, mark.y]);
        map.setView(center, Math.min(map.getMaxZoom(), map.getZoom() + NEARER));
        return;
      }
      const same = chosen !== null && data.places.of[chosen] === mark.place;
      chosen = same ? null : mark.event;
      paint.draw(span(), chosen);
      choose(chosen);
    });
    map.on('mousemove', ({ containerPoint }) => {
      map.getContainer().classList.toggle('gd-on-event', Boolean(data && paint.under(containerPoint)));
    });

    return {
      node,
      paint,
      /** Count and draw the window that ends on a day. */
      show(next) {
        day = next;
        if (!data) {
          if (told?.failed) count.textContent = words.t('events.lost');
          return;
        }
        const slice = span();
        const tally = data.tally(slice, told.coarse);
        root.dataset.events = tally.events;
        const window = days === 0 ? words.t('events.so-far', { day: words.short(first) }) : words.t('clock.days', { count: days });
        count.textContent = `${words.t('events.count', { count: tally.events })}, ${
          words.t('events.dead', { count: tally.dead })}, ${window}`;
        paint.draw(slice, chosen);
      },
      /** What Python says: `{url, names, others, coarse, circle, blurred, chosen}`, or null where there is no file. */
      set(next) {
        const before = told?.url;
        told = next && { ...next, failed: told?.url === next.url && told.failed };
        node.hidden = !told;
        root.classList.toggle('gd-has-events', Boolean(told));
        chosen = told?.chosen ?? null;
        ring(told?.circle);
        if (!told) data = null;
        if (told && told.url !== before) fetchEvents(told.url);
        else settle();
      },
      setWindow(next) {
        days = next;
        if (data) settle();
      },
      setTheme() { if (data) { settle(); this.show(day); } },
      setWords(next) { words = next; },
    };
  };
})((window.geodata ??= {}));
