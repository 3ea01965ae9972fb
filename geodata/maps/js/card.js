/**
 * The card of a map on its own: the dossier of a site, the details of a claim, or every source.
 *
 * The words were composed in geodata.maps.details; only the state of the day is
 * put together here, from the interval that the map shows.
 */
(function (geodata) {
  'use strict';

  const { el } = geodata;

  /** A link to a source; an address that is no web address stays text. */
  function link(text, url) {
    if (!/^https?:\/\//.test(url || '')) return el('span', {}, text);
    return el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, text);
  }

  /**
   * @param {{model: object, state: object, clock: object, choose: Function, layout: Function}} app
   * @param {object} details see geodata.maps.details
   * @param {{go: Function, focusMark: Function}} tools
   */
  geodata.card = function (app, details, { go, focusMark }) {
    const { model } = app;
    const title = el('h2', { class: 'gd-card-title', id: 'gd-card-title', tabindex: '-1' });
    const close = el('button', { type: 'button', class: 'gd-button gd-card-close' },
      el('svg', { viewBox: '0 0 24 24', width: 20, height: 20, 'aria-hidden': 'true' },
        el('path', { d: 'M6.4 5L5 6.4 10.6 12 5 17.6 6.4 19 12 13.4 17.6 19 19 17.6 13.4 12 19 6.4 17.6 5 12 10.6z' })));
    const body = el('div', { class: 'gd-card-body' });
    const node = el('aside', { class: 'gd-card', 'aria-labelledby': 'gd-card-title', hidden: true },
      el('div', { class: 'gd-card-head' }, title, close), body);
    const now = el('div', { class: 'gd-card-now' });
    let words = null;
    let open = null; // {kind, id} of what is shown
    let told = null; // the state of the site that the card tells
    const rests = new Map(); // each state of a site -> what it rests on
    for (const site of model.sites) {
      const { now: found, known } = details.sites[site.id];
      site.intervals.forEach((state, index) => rests.set(state, found[index]));
      site.known.forEach((state, index) => rests.set(state, known[index]));
    }
    let dates = []; // the lines of the story, with their day

    const of = (pair) => words.of(pair);
    const sure = (certainty) => el('span', { class: `gd-sure gd-sure-${certainty}` },
      words.t(`certainty.${certainty}`));

    /** The sources of a statement, each by its publisher. */
    function cites(ids = []) {
      if (ids.length === 0) return '';
      return el('span', { class: 'gd-cites' }, ...ids.map((id) => {
        const source = details.sources[id];
        const mark = link(source.publisher, source.url);
        mark.title = `${source.title} (${of(source.date)})`;
        return mark;
      }));
    }

    function sourceLine(id) {
      const source = details.sources[id];
      return el('li', {}, el('strong', {}, source.publisher), ', ', link(source.title, source.url), ', ',
        of(source.date), source.relays ? `, ${of(source.relays)}` : '');
    }

    function row(form, item) {
      if (form === 'terms') {
        return [el('dt', {}, words.t(item.term)),
          el('dd', {}, of(item.text), item.sure ? sure(item.sure) : '', cites(item.sources))];
      }
      const line = el('li', {},
        item.when ? el('b', {}, of(item.when)) : '',
        item.lead ? el('strong', {}, `${of(item.lead)} `) : '',
        item.sure ? sure(item.sure) : '',
        item.when ? el('span', { class: 'gd-line' }, of(item.text)) : of(item.text),
        item.announced ? el('small', {}, of(item.announced)) : '',
        item.detail ? el('small', {}, of(item.detail)) : '',
        item.kind ? el('span', { class: 'gd-sure' }, of(item.kind)) : '',
        cites(item.sources));
      if (item.day) dates.push({ line, day: geodata.dayOf(item.day) });
      return [line];
    }

    function section({ title: heading, form, rows }) {
      const tag = { terms: 'dl', story: 'ol', lines: 'ul' }[form];
      return el('section', {}, heading ? el('h3', {}, words.t(heading)) : '',
        el(tag, { class: `gd-${form}` }, ...rows.flatMap((item) => row(form, item))));
    }

    function sources(ids) {
      return el('details', { class: 'gd-card-sources' },
        el('summary', {}, words.t('card.count', { count: ids.length })),
        el('ul', {}, ...ids.map(sourceLine)));
    }

    function claimButton(id) {
      const claim = model.claims.find((one) => one.id === id);
      const button = el('button', { type: 'button', class: 'gd-link' }, `${words.period(claim)} — ${of(claim.title)}`);
      button.addEventListener('click', () => { go(claim.to); app.choose('claim', id); });
      return el('li', {}, button);
    }

    /** What holds on the day, in a sentence, and who says so. */
    function tellNow(day) {
      const site = model.sites.find((one) => one.id === open.id);
      const state = model.intervalAt(site, day, app.state.known);
      const holders = (state.holders.length ? state.holders : ['unknown']).map((id) => words.t(`holding.${id}`));
      const sentence = words.t('dossier.now', {
        day: words.short(day), presence: words.t(`presence.${state.presence}`),
        transfer: words.t(`transfer.${state.transfer}`), holder: words.list(holders),
        certainty: words.t(`certainty.${state.certainty}`),
      });
      if (told === state) {
        now.firstChild.textContent = sentence;
      } else {
        now.replaceChildren(el('p', {}, sentence),
          state.changing ? el('p', { class: 'gd-doubt' }, words.t('dossier.changing')) : '',
          cites(rests.get(state)));
        told = state;
      }
      for (const { line, day: when } of dates) line.classList.toggle('gd-future', when > day);
    }

    function drawSite() {
      const site = model.sites.find((one) => one.id === open.id);
      const detail = details.sites[open.id];
      title.textContent = of(site.name);
      body.replaceChildren(
        el('p', { class: 'gd-quiet' }, of(detail.about)),
        detail.doubt ? el('p', { class: 'gd-doubt' }, of(detail.doubt)) : '',
        now, ...detail.sections.map(section), sources(detail.sources),
        detail.claims.length ? el('section', {},
          el('h3', {}, words.t('card.claims', { count: detail.claims.length })),
          el('ul', { class: 'gd-claims' }, ...detail.claims.map(claimButton))) : '');
      tellNow(app.clock.day);
    }

    function drawClaim() {
      const claim = model.claims.find((one) => one.id === open.id);
      const detail = details.claims[open.id];
      title.textContent = of(claim.title);
      const show = el('button', { type: 'button', class: 'gd-link' }, words.t('card.go'));
      show.addEventListener('click', () => go(claim.to));
      body.replaceChildren(
        el('p', { class: 'gd-quiet' }, of(detail.about)),
        el('p', {}, of(detail.summary), el('span', { class: `gd-sure gd-sure-${claim.status}` },
          words.t(`status.${claim.status}`))),
        detail.note ? el('p', { class: 'gd-quiet' }, of(detail.note)) : '',
        show, ...detail.sections.map(section),
        el('section', {}, el('h3', {}, words.t('dossier.sources')), el('ul', {}, ...detail.sources.map(sourceLine))));
    }

    function drawSources() {
      title.textContent = words.t('card.sources');
      body.replaceChildren(el('ul', {}, ...Object.keys(details.sources).map(sourceLine)));
    }

    function draw() {
      told = null;
      dates = [];
      body.scrollTop = 0;
      ({ site: drawSite, claim: drawClaim, sources: drawSources })[open.kind]();
    }

    function show(next, focus) {
      const same = open && next && open.kind === next.kind && open.id === next.id;
      const was = open;
      open = next;
      if (!open) {
        if (node.hidden) return;
        // Whoever reads the card by keyboard goes back to the mark that opened it.
        const inside = node.contains(document.activeElement);
        node.hidden = true;
        app.layout();
        if (inside && was) focusMark(was);
        return;
      }
      if (!words || same) return;
      const appears = node.hidden;
      node.hidden = false;
      draw();
      if (appears) app.layout();
      if (focus) title.focus({ preventScroll: true });
    }

    function dismiss() {
      if (open && open.kind !== 'sources') app.choose(open.kind, open.id); // choosing again lets go
      else show(null, false);
    }
    close.addEventListener('click', dismiss);
    node.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') { event.stopPropagation(); dismiss(); }
    });

    return {
      node,
      show,
      get open() { return open; },
      onDay(day) { if (open && open.kind === 'site' && words) tellNow(day); },
      setWords(next) {
        words = next;
        close.setAttribute('aria-label', words.t('card.close'));
        close.title = words.t('card.close');
        if (open) { node.hidden = false; draw(); }
      },
    };
  };
})((window.geodata ??= {}));
