/** The filters of a map on its own: the same choices as in the dashboard, judged by the same predicate (model.js). */
(function (geodata) {
  'use strict';

  const { el } = geodata;
  const KINDS = [
    { key: 'regions', label: (words, id) => words.t(`region.${id}`) },
    { key: 'presences', label: (words, id) => words.t(`presence.${id}`) },
    { key: 'holders', label: (words, id) => words.t(`holder.${id}`) },
    { key: 'certainties', label: (words, id) => words.t(`certainty.${id}`) },
    { key: 'claimants', label: (words, id) => words.t(`claimant.${id}`) },
    { key: 'against', label: (words, id) => words.t(`holder.${id}`) },
    { key: 'statuses', label: (words, id) => words.t(`status.${id}`) },
    { key: 'kinds', label: (words, id) => words.t(`claim-kind.${id}`) },
    { key: 'sites', label: (words, id, model) => words.of(model.sites.find((site) => site.id === id).name) },
  ];
  const SHOWN = ['layers', 'known', 'strict', 'basis'];
  const BASES = ['happened', 'said'];
  const PATIENCE = 150; // milliseconds after the last key of a search
  const pick = (state) => Object.fromEntries(SHOWN.map((name) => [name, state[name]]));
  const FIXED = new Set(['presences', 'certainties', 'statuses']); // in the order of their meaning, not of the alphabet

  /** Every value that a filter may name, from the record itself. */
  geodata.choices = function (model, details) {
    const states = model.sites.flatMap((site) => site.intervals);
    return {
      regions: new Set([...model.sites.map((site) => site.region), ...model.claims.flatMap((claim) => claim.regions)]),
      presences: new Set(['open', 'closing', 'closed']),
      holders: new Set(states.flatMap((state) => (state.holders.length ? state.holders : ['unknown']))),
      certainties: new Set(['confirmed', 'probable', 'contested', 'unknown']),
      claimants: new Set(model.claims.map((claim) => claim.claimant)),
      statuses: new Set(['claimed', 'confirmed', 'contested', 'denied']),
      kinds: new Set(model.claims.map((claim) => claim.kind)),
      against: new Set(Object.values(details.claims).flatMap((claim) => claim.against)),
      sites: new Set(model.sites.map((site) => site.id)),
    };
  };

  /** Text without accents or case and with the keyboard's apostrophe, as geodata.domain.ledger.plain. */
  const plain = (text) => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/’/g, "'");

  /**
   * The filters as the model judges them: what concerns a claim alone is asked for by the claims that pass it,
   * as geodata.domain.ledger.passes decides.
   */
  geodata.judged = function (model, details, filters) {
    const { kinds = [], statuses = [], against = [], sites = [], text = '', ...rest } = filters;
    const wanted = plain(text).split(/\s+/).filter(Boolean);
    if (kinds.length + statuses.length + against.length + sites.length + wanted.length === 0) return rest;
    const passes = (chosen, values) => chosen.length === 0 || values.some((value) => chosen.includes(value));
    const claims = model.claims.filter((claim) => {
      const told = details.claims[claim.id];
      return passes(kinds, [claim.kind]) && passes(statuses, [claim.status])
        && passes(against, told.against) && passes(sites, told.sites)
        && wanted.every((word) => told.words.includes(word));
    }).map((claim) => claim.id);
    return { ...rest, claims: claims.length ? claims : ['none'] }; // an empty list would ask for every claim
  };

  /**
   * @param {object} app what start.js hands to page.js
   * @param {object} details see geodata.maps.details
   * @param {{change: (filters: object) => void, set: (parts: object) => void}} tools
   */
  geodata.filters = function (app, details, { change, set }) {
    const choices = geodata.choices(app.model, details);
    const summary = el('summary', { class: 'gd-chip' });
    const tally = el('p', { class: 'gd-quiet', role: 'status' });
    const reset = el('button', { type: 'button', class: 'gd-chip' });
    const fields = el('div', { class: 'gd-filter-fields' });
    const search = el('input', { type: 'search', maxlength: '80', autocomplete: 'off', spellcheck: 'false' });
    const asking = el('span', {});
    const node = el('details', { class: 'gd-filters' }, summary,
      el('div', { class: 'gd-filter-panel' }, el('label', { class: 'gd-filter-search' }, asking, search), fields, el('div', { class: 'gd-filter-foot' }, tally, reset)));
    let chosen = {};
    let shown = {}; // layers, and how time is read
    let words = null;
    let boxes = [];

    function collect() {
      const filters = { ...chosen };
      for (const { key } of KINDS) {
        const values = boxes.filter((box) => box.key === key && box.input.checked).map((box) => box.id);
        if (values.length) filters[key] = values;
        else delete filters[key];
      }
      change(filters);
    }

    function fieldset({ key, label }) {
      const named = [...choices[key]].map((id) => [id, label(words, id, app.model)]);
      if (!FIXED.has(key)) named.sort(([, a], [, b]) => a.localeCompare(b, words.lang));
      return el('fieldset', {}, el('legend', {}, words.t(`sidebar.${key}`)), ...named.map(([id, text]) => {
        const input = el('input', { type: 'checkbox' });
        input.checked = (chosen[key] || []).includes(id);
        input.addEventListener('change', collect);
        boxes.push({ key, id, input });
        return el('label', {}, input, ' ', text);
      }));
    }

    /** What stands on the map beside the sites, and whether only what was public or certain counts. */
    function onTheMap() {
      const box = (text, checked, action) => {
        const input = el('input', { type: 'checkbox' });
        input.checked = checked;
        input.addEventListener('change', () => action(input.checked));
        return el('label', {}, input, ' ', text);
      };
      return el('fieldset', {}, el('legend', {}, words.t('sidebar.layers')),
        ...geodata.layers.map((layer) => box(words.t(`layer.${layer}`), shown.layers.includes(layer), (on) => {
          set({ layers: geodata.layers.filter((one) => (one === layer ? on : shown.layers.includes(one))) });
        })),
        box(words.t('sidebar.known'), shown.known, (on) => set({ known: on })),
        box(words.t('sidebar.strict'), shown.strict, (on) => set({ strict: on })));
    }

    /** By which of its two dates a claim is placed in time. */
    function byWhichDay() {
      return el('fieldset', {}, el('legend', {}, words.t('sidebar.basis')), ...BASES.map((basis) => {
        const input = el('input', { type: 'radio', name: 'gd-basis', value: basis });
        input.checked = shown.basis === basis;
        input.addEventListener('change', () => set({ basis }));
        return el('label', {}, input, ' ', words.t(`basis.${basis}`));
      }));
    }

    let typing = 0;
    search.addEventListener('input', () => {
      window.clearTimeout(typing);
      typing = window.setTimeout(() => {
        const { text: before, ...rest } = chosen;
        const text = geodata.permalink.clean(search.value);
        if (text !== (before || '')) change(text ? { ...rest, text } : rest);
      }, PATIENCE);
    });

    function draw() {
      boxes = [];
      fields.replaceChildren(onTheMap(), byWhichDay(), ...KINDS.map(fieldset));
    }

    function count() {
      const { text, ...lists } = chosen;
      const set = Object.values(lists).reduce((sum, values) => sum + values.length, text ? 1 : 0);
      summary.textContent = set ? `${words.t('filter.title')} · ${words.number(set)}` : words.t('filter.title');
      summary.title = set ? words.t('filter.active', { count: set }) : '';
      reset.disabled = set === 0;
      const states = app.sites.states();
      tally.textContent = words.t('filter.shown',
        { n: states.filter((state) => state.shown).length, total: states.length });
    }

    reset.addEventListener('click', () => change({}));
    node.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !node.open) return;
      event.stopPropagation();
      node.open = false;
      summary.focus();
    });
    document.addEventListener('pointerdown', (event) => { if (!node.contains(event.target)) node.open = false; });

    return {
      node,
      /** The panel follows what is in force, wherever it was chosen. */
      setChosen(filters, state) {
        chosen = filters;
        const other = SHOWN.some((name) => String(state[name]) !== String(shown[name]));
        shown = pick(state);
        if (document.activeElement !== search) search.value = chosen.text || '';
        for (const box of boxes) box.input.checked = (chosen[box.key] || []).includes(box.id);
        if (words && other && !fields.contains(document.activeElement)) draw();
        if (words) count();
      },
      onDay() { if (words && node.open) count(); },
      setWords(next) {
        words = next;
        shown = pick(app.state);
        asking.textContent = words.t('sidebar.text');
        search.placeholder = words.t('sidebar.text-hint');
        draw();
        reset.textContent = words.t('filter.undo');
        count();
      },
    };
  };
})((window.geodata ??= {}));
