/** The legend: every mark explained with the very glyphs the map draws. */
(function (geodata) {
  'use strict';

  const { el } = geodata;

  /** @param {object} model @returns {{node: HTMLElement, setWords: Function}} */
  geodata.legend = function (model) {
    const summary = el('summary', {});
    const body = el('div', { class: 'gd-legend-body' });
    const node = el('details', { class: 'gd-legend' }, summary, body);
    // Open where there is room for it; a phone shows the map first.
    node.open = window.innerWidth > 1100;

    function site(words, state, certainty, text) {
      const glyph = geodata.siteGlyph(0.8);
      geodata.paintSite(glyph, state);
      return el('li', {}, el('span', { class: 'gd-site', 'data-certainty': certainty,
        'data-changing': state.changing || false }, glyph), el('span', {}, text));
    }

    /** A piece of a road as routes.js draws it. */
    function roadSwatch(status) {
      const svg = el('svg', { viewBox: '0 0 30 12', width: 30, height: 12, 'aria-hidden': 'true' });
      svg.append(el('g', { class: 'gd-shape', 'data-holder': 'csp', 'data-status': status },
        ...['edge', 'fill', 'core'].map((part) => el('path', { class: `gd-shape-${part}`, d: 'M1 6H29' }))));
      return el('span', {}, svg);
    }

    function section(title, ...rows) {
      return el('section', {}, el('h3', {}, title), el('ul', {}, ...rows));
    }

    function draw(words) {
      const { t } = words;
      const un = { transfer: 'none', holders: ['minusma'] };
      const state = { presence: 'closed', transfer: 'none', holders: ['fama'] };
      const holders = [...new Set(model.sites.flatMap((item) =>
        item.intervals.flatMap((interval) => (interval.holders.length ? interval.holders : ['unknown']))))];
      const shared = model.sites.flatMap((item) => item.intervals)
        .find(({ presence, holders: both }) => presence === 'closed' && both.length > 1);
      const claimants = [...new Set(model.claims.map((claim) => claim.claimant))];
      const statuses = [...new Set(model.claims.map((claim) => claim.status))];
      body.replaceChildren(
        section(t('legend.presence'),
          site(words, { ...un, presence: 'open' }, 'confirmed', t('presence.open')),
          site(words, { ...un, presence: 'closing' }, 'confirmed', t('presence.closing')),
          site(words, state, 'confirmed', t('presence.closed'))),
        section(t('legend.transfer'),
          ...['formal', 'partial', 'without_handover'].map((transfer) =>
            site(words, { ...state, transfer }, 'confirmed', t(`transfer.${transfer}`)))),
        section(t('legend.holder'), ...holders.map((holder) => site(words,
          { presence: holder === 'minusma' ? 'open' : 'closed', transfer: 'none', holders: [holder] },
          'confirmed', t(`holder.${holder}`))),
          ...(shared ? [site(words, { ...state, holders: shared.holders }, 'confirmed', t('legend.two'))] : [])),
        section(t('legend.certainty'),
          ...['confirmed', 'probable', 'contested', 'unknown'].map((certainty) =>
            site(words, certainty === 'unknown' ? { ...state, holders: [] } : state, certainty,
              t(`certainty.${certainty}`))),
          site(words, { ...state, changing: true }, 'confirmed', t('text.changing'))),
        section(t('legend.claims'),
          ...statuses.map((status) => el('li', {},
            el('span', { class: 'gd-claim' }, geodata.claimGlyph('press', status)),
            el('span', {}, t(`status.${status}`)))),
          el('li', {}, el('span', { class: 'gd-claim' }, geodata.claimGlyph('press', 'confirmed', { near: true })),
            el('span', {}, t('legend.near'))),
          ...geodata.claimKinds.map(([kind, name]) => el('li', {},
            el('span', { class: 'gd-claim' }, geodata.claimGlyph('press', 'confirmed', { kind })),
            el('span', {}, t(`kind.${name}`)))),
          ...claimants.map((claimant) => el('li', {},
            el('span', { class: 'gd-claim' }, geodata.claimGlyph(claimant, 'confirmed')),
            el('span', {}, t(`claimant.${claimant}`))))),
        section(t('legend.extents'),
          ...statuses.map((status) => el('li', {}, roadSwatch(status), el('span', {}, t(`status.${status}`)))),
          el('li', {}, roadSwatch('confirmed'), el('span', {}, t('legend.road'))),
          el('li', {}, el('span', { class: 'gd-swatch-area' }), el('span', {}, t('legend.area')))),
        section(t('legend.control'), ...['fama', 'csp'].map((holder) => el('li', {},
          el('span', { class: 'gd-town', 'data-certainty': 'confirmed', 'data-holder': holder }),
          el('span', {}, t(`holder.${holder}`))))),
        section(t('legend.other'),
          el('li', {}, el('span', { class: 'gd-swatch-convoy' }), el('span', {}, t('legend.convoy'))),
          el('li', {}, el('span', { class: 'gd-incident' }, geodata.burstGlyph()),
            el('span', {}, t('legend.incident'))),
          el('li', {}, el('span', { class: 'gd-swatch-reach' }), el('span', {}, t('legend.reach'))),
          el('li', {}, el('span', { class: 'gd-swatch-radius' }), el('span', {}, t('legend.radius')))),
        el('p', { class: 'gd-note' }, t('legend.size')),
        el('p', { class: 'gd-note' }, t('legend.boundaries')));
    }

    let spoken = null;
    const drawIfOpen = () => {
      if (node.open && spoken) draw(spoken);
    };
    node.addEventListener('toggle', drawIfOpen);

    return {
      node,
      setWords(words) {
        spoken = words;
        summary.textContent = words.t('legend.title');
        drawIfOpen();
      },
    };
  };
})((window.geodata ??= {}));
