/**
 * Words, dates and numbers in the reader's language.
 *
 * The catalogues come from Python (geodata/i18n), so that the map and the page
 * say the same things; a date in words is left to the browser's own Intl.
 */
(function (geodata) {
  'use strict';

  const DAY_MS = 86400000;

  /** @param {string} iso @returns {number} days since 1970-01-01 (UTC) */
  geodata.dayOf = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY_MS);

  /** @param {number} day days since 1970-01-01 @returns {string} ISO date */
  geodata.isoOf = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);

  /**
   * @param {Record<string, Record<string, string>>} catalogues by language
   * @param {string} lang
   */
  geodata.words = function (catalogues, lang) {
    const code = catalogues[lang] ? lang : 'en';
    const catalogue = catalogues[code];
    const locale = code === 'en' ? 'en-GB' : code; // 31 October 2023, as the UN writes it
    const plurals = new Intl.PluralRules(code);
    const numbers = new Intl.NumberFormat(code);
    const long = new Intl.DateTimeFormat(locale, {
      weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC',
    });
    const short = new Intl.DateTimeFormat(locale, {
      day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC',
    });
    const monthYear = new Intl.DateTimeFormat(locale, {
      month: 'long', year: 'numeric', timeZone: 'UTC',
    });
    const month = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' });
    const at = (day) => new Date(day * DAY_MS);
    // A French first of the month is "1er" in print; Intl writes a bare 1.
    const first = (text) => (code === 'fr' ? text.replace(/(^|\s)1(?=\s)/, '$11er') : text);

    /** Look a key up and fill its {places}; `count` chooses the plural form. */
    function t(key, values = {}) {
      let text = catalogue[key];
      if (text === undefined && 'count' in values) {
        text = catalogue[`${key}.${plurals.select(values.count)}`] ?? catalogue[`${key}.other`];
      }
      if (text === undefined) return key;
      return text.replace(/\{(\w+)\}/g, (whole, name) => {
        const value = values[name];
        if (value === undefined) return whole;
        return typeof value === 'number' ? numbers.format(value) : String(value);
      });
    }

    /** A period in words: a day, a range, about a day, or a month. */
    function period({ from, to, precision }) {
      if (precision === 'month') return monthYear.format(at(from));
      if (precision === 'about') {
        return t('text.about', { date: first(short.format(at(Math.round((from + to) / 2)))) });
      }
      return first(from === to ? short.format(at(from)) : short.formatRange(at(from), at(to)));
    }

    return {
      lang: code,
      period,
      t,
      long: (day) => first(long.format(at(day)).replace(',', '')),
      short: (day) => first(short.format(at(day))),
      month: (day) => month.format(at(day)),
      number: (value) => numbers.format(value),
      list: (items) => new Intl.ListFormat(code, { type: 'conjunction' }).format(items),
      /** The text of a bilingual {en, fr} value. */
      of: (pair) => (pair && (pair[code] || pair.en)) || '',
    };
  };

  /** Who holds a place, in words; nobody named is a holder whom no source names. */
  geodata.heldBy = (words, holders) => (holders.some((holder) => holder !== 'unknown')
    ? words.t('text.held-by', { holder: words.list(holders.map((holder) => words.t(`holder.${holder}`))) })
    : words.t('text.holder-unknown'));

  /**
   * Build an element: `el('button', {class: 'x', onclick: f}, 'text', child)`.
   * Text is always a text node: nothing from the data is ever parsed as HTML.
   */
  geodata.el = function (tag, attributes = {}, ...children) {
    const node = geodata.svgTags.has(tag)
      ? document.createElementNS('http://www.w3.org/2000/svg', tag)
      : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, value === true ? '' : String(value));
    }
    node.append(...children);
    return node;
  };
  geodata.svgTags = new Set(['svg', 'path', 'rect', 'circle', 'line', 'g', 'text', 'polyline', 'defs', 'pattern']);
})((window.geodata ??= {}));
