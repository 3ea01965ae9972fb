/**
 * What surrounds a map on its own: title, language, filters, card, foot, and its address.
 *
 * In the dashboard Streamlit's page does this, and this file is not loaded.
 */
(function (geodata) {
  'use strict';

  const { el } = geodata;
  const ROOMY = 1100; // pixels: a narrower map has no room for the legend beside the card

  /**
   * @param {object} app the parts that start.js has made, and its `choose`, `apply` and `layout`
   * @param {{state: object, height: number, downloads: Array<{label: string, href: string}>}} options of the map
   */
  geodata.page = function (app, options) {
    const { root, stage, map, model, state, clock, bridge } = app;
    const { details, catalogues, permalink } = geodata;
    for (const [lang, texts] of Object.entries(details.words)) Object.assign(catalogues[lang], texts);
    const langs = Object.keys(catalogues);
    const wanted = (navigator.languages || []).map((lang) => lang.split('-')[0]).find((lang) => langs.includes(lang));
    const usual = { ...options.state, lang: options.state.lang || wanted || langs[0] };
    const known = {
      span: model.mission.span, langs, choices: geodata.choices(model, details),
      sites: new Set(model.sites.map((site) => site.id)), claims: new Set(model.claims.map((claim) => claim.id)),
    };
    let now = usual; // the last complete state, its filters as they were chosen
    let words = null;
    const alone = !options.height; // a page of its own, not a frame of a given height in a notebook
    root.classList.toggle('gd-page', alone);

    /** A complete state as start.js takes it. */
    function settle(next) {
      now = next;
      return { ...next, filters: geodata.judged(model, details, next.filters) };
    }

    /** Change some of the state; the day stays with the clock. */
    function change(parts) {
      const { site, claim, window: days } = state;
      app.apply(settle({ ...now, site, claim, window: days, day: geodata.isoOf(clock.day), ...parts }), false);
    }

    /** Move the clock to a day, beyond its ends where it must. */
    function go(day) {
      const iso = geodata.isoOf(Math.min(known.span[1], Math.max(known.span[0], day)));
      change({ start: iso < now.start ? iso : now.start, end: iso > now.end ? iso : now.end });
      clock.pause(false);
      clock.go(geodata.dayOf(iso), 'jump');
      bridge.address({ from: now.start === usual.start ? '' : now.start, to: now.end === usual.end ? '' : now.end }, false);
    }

    function focusMark({ kind, id }) {
      root.querySelector(`[data-${kind}="${id}"]`)?.focus({ preventScroll: true });
    }

    const card = geodata.card(app, details, { go, focusMark });
    const filters = geodata.filters(app, details, {
      change(chosen) {
        change({ filters: chosen });
        bridge.address(permalink.named(chosen, usual.filters), false);
      },
      set(parts) {
        change(parts);
        bridge.address(permalink.shown(parts, { ...usual, layers: usual.layers || ['claims', 'convoys'] }), false);
      },
    });
    const title = el('h1', { class: 'gd-heading' });
    const find = el('select', { class: 'gd-select gd-find' });
    find.addEventListener('change', () => { if (find.value !== (state.site || '')) app.choose('site', find.value || state.site); });
    const tongues = langs.map((lang) => {
      const name = geodata.words(catalogues, lang).t('language.name');
      const button = el('button', { type: 'button', class: 'gd-chip', lang, title: name, 'aria-label': name }, lang.toUpperCase());
      button.addEventListener('click', () => {
        change({ lang });
        bridge.address({ lang: lang === usual.lang && options.state.lang ? '' : lang }, false);
      });
      return { lang, button };
    });
    const language = el('div', { class: 'gd-tongues', role: 'group' }, ...tongues.map(({ button }) => button));
    const top = el('header', { class: 'gd-top' }, title, find, filters.node, language);
    const version = el('span', {});
    const licence = el('a', {
      href: details.licence, target: '_blank', rel: 'noopener noreferrer license',
    });
    const note = el('span', { class: 'gd-foot-note' });
    const everySource = el('button', { type: 'button', class: 'gd-link' });
    everySource.addEventListener('click', () => {
      if (state.site || state.claim) app.choose(state.site ? 'site' : 'claim', state.site || state.claim);
      card.show({ kind: 'sources', id: '' }, true);
    });
    const offered = el('span', {});
    const downloads = (options.downloads || []).flatMap(({ label, href }) => [' ', el('a', { href, download: '' }, label)]);
    const foot = el('footer', { class: 'gd-foot' }, version, ' · ', licence, ' · ', everySource, ' · ',
      ...(downloads.length ? [offered, ...downloads, ' · '] : []), note);

    const split = el('div', { class: 'gd-split' });
    stage.replaceWith(split);
    split.append(stage, card.node);
    root.prepend(top);
    root.append(foot);
    new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(stage);
    window.addEventListener('hashchange', () => app.apply(settle(permalink.read(usual, known)), true));

    /** Keep what was chosen in sight beside the card. */
    function inSight() {
      const site = state.site && model.sites.find((one) => one.id === state.site);
      const claim = state.claim && model.claims.find((one) => one.id === state.claim && one.lat !== null);
      const at = site || claim;
      if (!at || card.node.hidden) return;
      const legend = stage.querySelector('.gd-legend');
      if (stage.clientWidth < ROOMY) legend.open = false;
      if (!root.classList.contains('gd-narrow')) {
        map.panInside([at.lat, at.lon], { padding: [60, 60], animate: false });
        return;
      }
      // A phone shows the card over most of the map: what was chosen goes to the middle of the rest.
      const rest = stage.clientHeight - card.node.offsetHeight;
      const point = map.latLngToContainerPoint([at.lat, at.lon]);
      if (point.y > 40 && point.y < rest - 20 && point.x > 30 && point.x < stage.clientWidth - 30) return;
      map.setView([at.lat, at.lon], Math.max(map.getZoom(), 7), { animate: false });
      map.panBy([0, (stage.clientHeight - rest) / 2], { animate: false });
    }

    function chosen(byHand) {
      const kind = ['site', 'claim'].find((name) => state[name]);
      card.show(kind ? { kind, id: state[kind] } : null, byHand);
      find.value = state.site || '';
      // Once the frame has its size: until then the map is fitted to it.
      window.requestAnimationFrame(() => window.requestAnimationFrame(inSight));
    }

    return {
      initial: () => settle(permalink.read(usual, known)),
      chosen,
      inSight,
      applied() {
        filters.setChosen(now.filters, state);
        const kind = ['site', 'claim'].find((name) => state[name]);
        if (kind || card.open?.kind !== 'sources') chosen(false);
      },
      show(day) {
        card.onDay(day);
        filters.onDay();
      },
      setWords(next) {
        words = next;
        document.documentElement.lang = words.lang;
        title.textContent = words.t('foot.heading');
        if (alone) document.title = words.t('foot.heading');
        language.setAttribute('aria-label', words.t('filter.language'));
        for (const { lang, button } of tongues) button.setAttribute('aria-pressed', String(lang === words.lang));
        find.setAttribute('aria-label', words.t('filter.find'));
        find.replaceChildren(el('option', { value: '' }, words.t('filter.find')),
          ...model.sites.map((site) => el('option', { value: site.id }, words.of(site.name))));
        find.value = state.site || '';
        version.textContent = words.t('foot.data', { version: details.version });
        licence.textContent = words.t('foot.licence');
        offered.textContent = words.t('foot.downloads');
        everySource.textContent = words.t('card.sources');
        note.textContent = words.t('foot.note');
        card.node.setAttribute('aria-label', words.t('card.label'));
        card.setWords(words);
        filters.setWords(words);
      },
    };
  };
})((window.geodata ??= {}));
