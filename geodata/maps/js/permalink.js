/**
 * The address of a map on its own: what it shows, after the `#`.
 *
 * The names and the values are those of geodata.domain.view, so that the part
 * after the `#` here is the part after the `?` of the dashboard.
 */
(function (geodata) {
  'use strict';

  const LISTS = {
    region: 'regions', holder: 'holders', presence: 'presences', certainty: 'certainties', claimant: 'claimants',
    against: 'against', kind: 'kinds', status: 'statuses', at: 'sites',
  };
  const WINDOWS = ['1', '7', '30', '90', '0'];
  const LONGEST_TEXT = 80; // as geodata.domain.view
  const DAY = /^\d{4}-\d{2}-\d{2}$/;

  /** What the map can show beside the sites, in the order in which it is offered. */
  geodata.layers = ['claims', 'routes', 'regions', 'control', 'convoys', 'reach'];

  const query = () => new URLSearchParams(window.location.hash.slice(1));

  /** A day of the record, or null: a 31 February is none, and of a month 13 there is no number at all. */
  function dayIn(text, [first, last]) {
    if (!DAY.test(text || '')) return null;
    const day = geodata.dayOf(text);
    return day >= first && day <= last && geodata.isoOf(day) === text ? text : null;
  }

  /**
   * The state that the address asks for; whatever it cannot mean is dropped.
   * @param {object} usual the state of an address that asks for nothing
   * @param {{span: number[], langs: string[], sites: Set, claims: Set, choices: Object<string, Set>}} known
   */
  function read(usual, known) {
    const asked = query();
    const one = (name, values) => (values.has(asked.get(name)) ? asked.get(name) : null);
    let start = dayIn(asked.get('from'), known.span) || usual.start;
    let end = dayIn(asked.get('to'), known.span) || usual.end;
    if (end < start) [start, end] = [usual.start, usual.end];
    const day = dayIn(asked.get('on'), known.span) || (usual.day >= start && usual.day <= end ? usual.day : start);
    if (day < start || day > end) [start, end] = known.span.map(geodata.isoOf);
    const filters = { ...usual.filters };
    for (const [name, key] of Object.entries(LISTS)) {
      if (!asked.has(name)) continue;
      const chosen = asked.get(name).split(',').filter((value) => known.choices[key].has(value));
      if (chosen.length) filters[key] = chosen;
      else delete filters[key];
    }
    if (asked.has('q')) {
      const text = clean(asked.get('q'));
      if (text) filters.text = text;
      else delete filters.text;
    }
    /** One of two values that the address may name; else what the file was saved with. */
    const either = (name, values, else_) => {
      const index = values.indexOf(asked.get(name));
      return index < 0 ? else_ : index === 1;
    };
    // A file that was saved with a choice opens on it, until its address asks for something.
    const asks = asked.has('site') || asked.has('claim') || asked.has('on');
    const layers = asked.has('layers')
      ? geodata.layers.filter((name) => asked.get('layers').split(',').includes(name)) : usual.layers;
    return {
      ...usual,
      ...(WINDOWS.includes(asked.get('window')) ? { window: Number(asked.get('window')) } : {}),
      basis: either('by', ['happened', 'said'], usual.basis === 'said') ? 'said' : 'happened',
      strict: either('dates', ['lenient', 'strict'], Boolean(usual.strict)),
      known: either('known', ['0', '1'], Boolean(usual.known)),
      ...(layers ? { layers } : {}),
      lang: one('lang', new Set(known.langs)) || usual.lang,
      start, end, day, filters,
      site: asks ? one('site', known.sites) : usual.site,
      claim: asks ? one('claim', known.claims) : usual.claim,
    };
  }

  /** Put values in the address, and leave the others; a jump `adds` an entry to the history. */
  function write(values, adds) {
    const asked = query();
    for (const [name, value] of Object.entries(values)) {
      if (value) asked.set(name, value);
      else asked.delete(name);
    }
    const hash = `#${asked.toString().replaceAll('%2C', ',')}`;
    if (hash === (window.location.hash || '#')) return;
    try {
      if (adds) window.history.pushState(null, '', hash);
      else window.history.replaceState(null, '', hash);
    } catch {
      // A notebook's frame has no address of its own.
    }
  }

  /** A search as geodata.domain.view keeps it: printable, without outer spaces, not too long. */
  const clean = (text) => text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim().slice(0, LONGEST_TEXT).trim();

  /** Filters as the address names them; one that the file was saved with and that is set no more is named `none`. */
  function named(filters, saved = {}) {
    const value = (key) => [...(filters[key] || [])].sort().join(',') || (saved[key] ? 'none' : '');
    return {
      ...Object.fromEntries(Object.entries(LISTS).map(([name, key]) => [name, value(key)])),
      q: filters.text || (saved.text ? ' ' : ''),
    };
  }

  /** Layers and ways to read time as the address names them; only those given, and only where not `saved` so. */
  function shown({ layers, known, strict, basis }, saved) {
    const same = layers && layers.join() === (saved.layers || []).join();
    const unless = (value, usual, name) => (value === usual ? '' : name);
    return {
      ...(layers ? { layers: same ? '' : layers.join(',') || 'none' } : {}),
      ...(known === undefined ? {} : { known: unless(known, Boolean(saved.known), known ? '1' : '0') }),
      ...(strict === undefined ? {} : { dates: unless(strict, Boolean(saved.strict), strict ? 'strict' : 'lenient') }),
      ...(basis === undefined ? {} : { by: unless(basis, saved.basis || 'happened', basis) }),
    };
  }

  geodata.permalink = { read, write, named, shown, clean };
})((window.geodata ??= {}));
