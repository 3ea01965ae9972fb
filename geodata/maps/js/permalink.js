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
    kind: 'kinds', status: 'statuses',
  };
  const WINDOWS = ['1', '7', '30', '90', '0'];
  const DAY = /^\d{4}-\d{2}-\d{2}$/;

  /** What the map can show beside the sites, in the order in which it is offered. */
  geodata.layers = ['claims', 'routes', 'regions', 'control', 'convoys', 'reach'];

  const query = () => new URLSearchParams(window.location.hash.slice(1));

  /** A day of the record, or null: a 31 February is none. */
  function dayIn(text, [first, last]) {
    if (!DAY.test(text || '')) return null;
    const day = geodata.dayOf(text);
    return geodata.isoOf(day) === text && day >= first && day <= last ? text : null;
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
    // A file that was saved with a choice opens on it, until its address asks for something.
    const asks = asked.has('site') || asked.has('claim') || asked.has('on');
    const layers = asked.has('layers')
      ? geodata.layers.filter((name) => asked.get('layers').split(',').includes(name)) : usual.layers;
    return {
      ...usual,
      ...(WINDOWS.includes(asked.get('window')) ? { window: Number(asked.get('window')) } : {}),
      ...(asked.get('by') === 'said' ? { basis: 'said' } : {}),
      ...(asked.get('dates') === 'strict' ? { strict: true } : {}),
      ...(asked.get('known') === '1' ? { known: true } : {}),
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

  /** Filters as the address names them. */
  const named = (filters) => Object.fromEntries(
    Object.entries(LISTS).map(([name, key]) => [name, [...(filters[key] || [])].sort().join(',')]));

  /** Layers and ways to read time as the address names them; only those given. */
  function shown({ layers, known, strict }) {
    const usual = layers && layers.join() === 'claims,convoys';
    return {
      ...(layers ? { layers: usual ? '' : layers.join(',') || 'none' } : {}),
      ...(known === undefined ? {} : { known: known ? '1' : '' }),
      ...(strict === undefined ? {} : { dates: strict ? 'strict' : '' }),
    };
  }

  geodata.permalink = { read, write, named, shown };
})((window.geodata ??= {}));
