/**
 * The card of a map on its own: the dossier of a site, the details of a claim, or every source.
 *
 * The words were composed in geodata.maps.details; only the state of the day is
 * put together here, from the interval that the map shows, and what was not yet
 * public is left out where only what was public counts.
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
    let turns = []; // the days on which more of what is open became public, or a holding ended
    let drawn = 0; // how many of them had passed when it was drawn

    const known = () => app.state.known;
    /** The sources that count: all of them, or those that were public on the day; an undated one never was. */
    const out = (ids = []) => (known() ? ids.filter((id) => details.sources[id].public <= app.clock.day) : ids);
    /** Whether what rests on these sources counts; what cites none is not news. */
    const counts = (ids = []) => ids.length === 0 || out(ids).length > 0;
    const passed = () => (known() ? geodata.upperBound(turns, app.clock.day) : -1);

    const of = (pair) => words.of(pair);
    const sure = (certainty) => el('span', { class: `gd-sure gd-sure-${certainty}` },
      words.t(`certainty.${certainty}`));

    /** The sources of a statement, each by its publisher. */
    function cites(ids) {
      const cited = out(ids);
      if (cited.length === 0) return '';
      return el('span', { class: 'gd-cites' }, ...cited.map((id) => {
        const source = details.sources[id];
        const mark = link(source.publisher, source.url);
        mark.dataset.source = id;
        mark.title = `${source.title} (${of(source.date)})`;
        return mark;
      }));
    }

    function sourceLine(id) {
      const source = details.sources[id];
      return el('li', { 'data-source': id }, el('strong', {}, source.publisher), ', ', link(source.title, source.url), ', ',
        of(source.date), source.relays ? `, ${of(source.relays)}` : '');
    }

    /** A row as it could be told on the day, or null. */
    function asTold(item) {
      if (!known()) return item;
      if (!counts(item.sources)) return item.before ? { term: item.term, text: item.before } : null;
      const { hindsight, ...rest } = item.ended > app.clock.day ? { ...item, text: item.open } : item;
      return rest.text ? rest : null;
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
        item.hindsight ? el(item.text ? 'small' : 'span', {}, of(item.hindsight)) : '',
        item.kind ? el('span', { class: 'gd-sure' }, of(item.kind)) : '',
        cites(item.sources));
      if (item.day) dates.push({ line, day: geodata.dayOf(item.day) });
      return [line];
    }

    function section({ title: heading, form, rows }) {
      const tag = { terms: 'dl', story: 'ol', lines: 'ul' }[form];
      const lines = rows.map(asTold).filter(Boolean);
      return lines.length === 0 ? '' : el('section', {}, heading ? el('h3', {}, words.t(heading)) : '',
        el(tag, { class: `gd-${form}` }, ...lines.flatMap((item) => row(form, item))));
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
      const claims = detail.claims.filter((id) => counts(details.claims[id].sources));
      title.textContent = of(site.name);
      body.replaceChildren(
        el('p', { class: 'gd-quiet' }, of(detail.about)),
        detail.doubt ? el('p', { class: 'gd-doubt' }, of(detail.doubt)) : '',
        now, ...detail.sections.map(section), sources(out(detail.sources)),
        claims.length ? el('section', {},
          el('h3', {}, words.t('card.claims', { count: claims.length })),
          el('ul', { class: 'gd-claims' }, ...claims.map(claimButton))) : '');
      tellNow(app.clock.day);
    }

    function drawClaim() {
      const claim = model.claims.find((one) => one.id === open.id);
      const detail = details.claims[open.id];
      title.textContent = of(claim.title);
      const show = el('button', { type: 'button', class: 'gd-link' }, words.t('card.go'));
      show.addEventListener('click', () => go(claim.to));
      if (!counts(detail.sources)) {
        body.replaceChildren(el('p', { class: 'gd-quiet' }, words.t('card.not-public')), show);
        return;
      }
      body.replaceChildren(
        el('p', { class: 'gd-quiet' }, of(detail.about)),
        el('p', {}, of(detail.summary), el('span', { class: `gd-sure gd-sure-${claim.status}` },
          words.t(`status.${claim.status}`))),
        detail.note ? el('p', { class: 'gd-quiet' }, of(detail.note)) : '',
        show, ...detail.sections.map(section),
        el('section', {}, el('h3', {}, words.t('dossier.sources')), el('ul', {}, ...out(detail.sources).map(sourceLine))));
    }

    function drawSources() {
      title.textContent = words.t('card.sources');
      body.replaceChildren(el('ul', {}, ...out(Object.keys(details.sources)).map(sourceLine)));
    }

    /** The days on which what is open has to be told anew, in order. */
    function turnsOf({ kind, id }) {
      const detail = { site: details.sites, claim: details.claims }[kind]?.[id];
      const about = (detail?.claims ?? []).map((one) => details.claims[one].sources);
      const cited = detail ? [detail.sources, detail.known ?? [], about].flat(2) : Object.keys(details.sources);
      const ends = (detail?.sections ?? []).flatMap(({ rows }) => rows.map((item) => item.ended));
      const days = new Set([...cited.map((one) => details.sources[one].public), ...ends]);
      return [...days].filter(Number.isInteger).sort((a, b) => a - b);
    }

    function draw() {
      told = null;
      dates = [];
      turns = turnsOf(open);
      drawn = passed();
      ({ site: drawSite, claim: drawClaim, sources: drawSources })[open.kind]();
    }

    /** Draw again where the reader is, if the day or the switch has changed what is public. */
    function renew() {
      if (passed() === drawn) return;
      const at = body.scrollTop;
      const inside = body.contains(document.activeElement);
      const unfolded = body.querySelector('.gd-card-sources')?.open;
      draw();
      if (unfolded) body.querySelector('.gd-card-sources').open = true;
      body.scrollTop = at;
      if (inside) title.focus({ preventScroll: true });
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
      body.scrollTop = 0;
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
      onDay(day) {
        if (!open || !words) return;
        renew();
        if (open.kind === 'site') tellNow(day);
      },
      setWords(next) {
        words = next;
        close.setAttribute('aria-label', words.t('card.close'));
        close.title = words.t('card.close');
        if (open) { node.hidden = false; draw(); body.scrollTop = 0; }
      },
    };
  };
})((window.geodata ??= {}));
