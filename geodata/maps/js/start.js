/**
 * Put the parts on a Leaflet map and keep one state.
 *
 * `geodata.start(map, options)` is all that the folium element calls. State comes
 * in through `receive(message)` and goes out through the bridge; the day is the
 * clock's alone.
 */
(function (geodata) {
  'use strict';

  const DEFAULTS = {
    lang: '', site: null, claim: null, filters: {}, window: 30, known: false, basis: 'happened', strict: false,
    layers: ['claims', 'routes', 'regions', 'convoys'],
  };
  const EVENT_LINES = 90; // pixels: what is told of the reader's events takes nothing from a phone's map
  const NAMING_MS = 120; // names make room for a new chip once the clock has passed on, not in its frame
  const NARROW = 640; // pixels: below it the frame is laid out for a phone
  const PHONE = 0.82; // how large a site is drawn there; marks.css

  geodata.start = function (map, options) {
    const { mission, catalogues } = geodata;
    const model = geodata.model(mission);
    const bridge = geodata.bridge();
    const round = geodata.stage(map, { height: options.height, view: mission.view });
    const { root, stage, corner, full, hint, fit } = round;
    const state = { ...DEFAULTS, ...options.state };
    const clock = geodata.clock({
      start: mission.span[0], end: mission.span[1], day: mission.span[0], momentFrom: model.momentFrom,
    });
    const strip = geodata.strip(model, { go: (day) => { clock.pause(); clock.go(day, 'jump'); } });
    const controls = geodata.controls(clock, strip, { setWindow });
    root.append(controls.node);
    root.classList.toggle('gd-locked', Boolean(options.locked));
    arrange();
    fit(); // before there is anything to draw: a view that changes later draws it all again
    const tip = geodata.tip(root);
    const base = geodata.base(map, geodata.basemap);
    const labels = geodata.labels(map);
    const select = (kind, id) => choose(kind, id);
    let naming = 0;
    const room = geodata.room(map, model);
    /** Place the names anew: soon, or where they would only flit about meanwhile, once the clock rests. */
    function relabel({ atRest = false } = {}) {
      window.clearTimeout(naming);
      naming = window.setTimeout(() => {
        if (atRest && (clock.dragging || clock.playing)) relabel({ atRest });
        else labels.refresh();
      }, NAMING_MS);
    }
    const sites = geodata.sitesLayer(map, model, { labels, tip, select });
    const claims = geodata.claimsLayer(map, model, { tip, select, corner, room, relabel });
    const extents = geodata.extents(map, model, { tip, select, describe: claims.describe });
    const convoys = geodata.convoysLayer(map, model, { tip, select, room });
    const towns = geodata.townsLayer(map, model, { tip, labels, sites, room });
    const reach = geodata.reachLayer(map, model);
    const legend = geodata.legend(model);
    stage.append(legend.node, full, hint);
    // Labels keep clear of what stands on the map.
    for (const node of [legend.node, full, corner]) node.setAttribute('data-gd-obstacle', '');
    legend.node.addEventListener('toggle', () => labels.refresh());
    let words = null;
    let seen = -1; // the highest sequence number applied
    const events = options.events ? geodata.eventsLayer(map, root, {
      first: mission.span[0],
      choose(event) { state.event = event; bridge.post(posted(), 'event'); },
      ready: () => show(clock.day, true),
    }) : null;
    if (events) controls.node.append(events.node);
    let page = null; // what surrounds a map that stands on its own: page.js

    /** Give the frame its height: a phone gives it most of its screen, so that map and clock are seen together. */
    function arrange() {
      const width = root.clientWidth;
      root.classList.toggle('gd-narrow', width < NARROW);
      if (!bridge.inside || document.fullscreenElement) return;
      const roomy = Math.max(600, Math.round(window.screen.height * 0.84)) + (options.events ? EVENT_LINES : 0);
      const height = width < NARROW && !options.locked ? roomy : options.height;
      root.style.height = `${height}px`;
      bridge.height(height);
    }

    /** Draw a day. The clock calls it on every frame of a drag. */
    function show(day, force = false) {
      const siteCounts = sites.show(day, force);
      towns.show(day, force); // before the claims, which are seated round the rings and what hit convoys
      convoys.show(day);
      const claimCounts = claims.show(day, force);
      extents.show(claims.passing(), force);
      reach.show(day, force);
      events?.show(day);
      root.dataset.day = geodata.isoOf(day);
      controls.show(day, {
        sites: siteCounts, claims: state.layers.includes('claims') ? claimCounts : extents.counts(), total: model.claims.length,
        change: model.lastChange(day, state.known), underWay: convoys.underWay(),
      });
      page?.show(day);
    }

    const posted = () => ({
      day: geodata.isoOf(clock.day), site: state.site, claim: state.claim, window: state.window,
      ...(events ? { event: state.event } : {}),
    });

    function choose(kind, id) {
      const same = state[kind] === id;
      state.site = kind === 'site' && !same ? id : null;
      state.claim = kind === 'claim' && !same ? id : null;
      setSelected();
      bridge.address({ site: state.site, claim: state.claim }, false);
      bridge.post(posted(), 'select');
      page?.chosen(true);
    }

    /** Back leads to an entry that the map itself may have made, of which Streamlit knows nothing. */
    function back(query) {
      const day = Date.parse(`${query.get('on')}T00:00:00Z`) ? geodata.dayOf(query.get('on')) : clock.start;
      if (day < clock.start || day > clock.end) return; // Python sets the range, and the day with it
      state.site = model.sites.some(({ id }) => id === query.get('site')) ? query.get('site') : null;
      state.claim = model.claims.some(({ id }) => id === query.get('claim')) ? query.get('claim') : null;
      setSelected();
      clock.pause(false);
      clock.go(day, 'outside');
      bridge.post(posted(), 'back');
    }

    function setSelected() {
      sites.setSelected(state.site);
      claims.setSelected(state.claim);
      extents.setSelected(state.claim);
    }

    function setWindow(days) {
      state.window = days;
      claims.setWindow(days);
      events?.setWindow(days);
      show(clock.day, true);
      bridge.address({ window: days === DEFAULTS.window ? null : String(days) }, false);
      bridge.post(posted(), 'window');
    }

    function setLanguage(lang) {
      if (words && words.lang === lang) return;
      words = geodata.words(catalogues, lang);
      root.lang = words.lang;
      base.setLanguage(words.lang);
      for (const part of [round, sites, claims, extents, convoys, towns, controls, legend, events]) part?.setWords(words);
      page?.setWords(words);
    }

    /** Apply a complete state; the day only where `moves`. */
    function apply(next, moves) {
      Object.assign(state, DEFAULTS, next);
      const { filters, known, layers } = state;
      setLanguage(next.lang);
      clock.setRange(geodata.dayOf(next.start), geodata.dayOf(next.end));
      controls.setRange();
      controls.setWindow(state.window);
      sites.setFilters(filters);
      sites.setKnown(known);
      claims.setFilters(filters);
      claims.setTime({ basis: state.basis, strict: state.strict, known });
      claims.setWindow(state.window);
      claims.setOn(layers.includes('claims'));
      claims.setAreas(layers.includes('regions'));
      extents.setLayers(layers);
      convoys.setOn(layers.includes('convoys'));
      convoys.setKnown(known);
      towns.setOn(layers.includes('control'));
      towns.setKnown(known);
      reach.setOn(layers.includes('reach'));
      reach.setKnown(known);
      root.dataset.known = String(known);
      setSelected();
      state.event = next.events?.chosen ?? null;
      events?.setWindow(state.window);
      events?.set(next.events ?? null);
      if (moves) {
        clock.pause(false);
        clock.go(geodata.dayOf(next.day), 'outside');
      }
      show(clock.day, true);
      page?.applied(next);
    }

    /**
     * A message from Python: `{seq, jump, state}`. `seq` rises only with changes
     * that began in Python; one already seen is an echo of what we posted. `jump`
     * is the number of the last message whose day the clock must follow, so that a
     * message lost on the way loses no jump.
     */
    function receive(message) {
      root.classList.remove('gd-waiting');
      bridge.settled();
      if (message.seq <= seen) return;
      const moves = seen < 0 || message.jump > seen;
      seen = message.seq;
      apply(message.state, moves);
      layout();
    }

    function layout() {
      arrange();
      const narrow = root.clientWidth < NARROW;
      room.setNarrow(narrow);
      sites.setDrawn(narrow ? PHONE : 1);
      claims.setFan(narrow ? 1 : 3);
      fit();
    }

    // What shares a fan at one zoom parts at another.
    map.on('zoomend', () => { if (words) show(clock.day); });
    map.on('named', () => {
      const names = labels.shown().filter(({ steady }) => steady).flatMap(({ boxes }) => boxes);
      if (room.setTexts(names) && words) show(clock.day);
    });
    clock.onDay((day) => {
      if (clock.dragging || clock.playing) bridge.moving();
      show(day);
    });
    clock.onRest((day, why) => {
      bridge.address({ on: geodata.isoOf(day) }, why === 'jump');
      bridge.post(posted(), why);
    });
    if (!options.locked) bridge.onBack(back);
    root.addEventListener('keydown', (event) => {
      if (options.locked) return;
      const typing = event.target.closest('input, select, textarea');
      const onMap = event.target === map.getContainer();
      const plain = ['n', 'p'].includes(event.key.toLowerCase());
      if (!typing && (plain || (!onMap && event.key.startsWith('Page')))) clock.key(event);
    });
    bridge.onTheme((theme) => {
      const before = root.dataset.theme;
      root.dataset.theme = theme;
      if (theme !== before) events?.setTheme();
    });
    if (options.locked) geodata.sync(map, stage, fit.end);
    let wide = 0;
    new ResizeObserver(() => {
      if (root.clientWidth === wide || !root.clientWidth) return; // out of sight it has no width
      wide = root.clientWidth;
      layout();
    }).observe(root);

    const parts = { sites, claims, ...extents.parts, convoys, towns, reach, events };
    Object.assign(geodata, { receive, show, clock, app: { map, model, ...parts, state, bridge } });
    if (options.state) {
      seen = 0;
      page = geodata.page?.({ root, stage, map, model, sites, state, clock, bridge, choose, apply, layout }, options);
      fit.after = () => page?.inSight();
      apply(page ? page.initial() : options.state, true);
    }
    layout();
  };
})((window.geodata ??= {}));
