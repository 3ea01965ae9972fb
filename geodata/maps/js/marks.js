/**
 * The glyphs: shape is what the UN does, colour who holds, outline how sure.
 *
 * Every glyph is drawn here once, for the map and for the legend alike.
 */
(function (geodata) {
  'use strict';

  const { el } = geodata;

  const SHAPES = {
    open: 'M0-11A11 11 0 1 1 0 11A11 11 0 1 1 0-11Z',
    closing: 'M0-13.5L13.5 0L0 13.5L-13.5 0Z',
    closed: 'M-8-10H8A2 2 0 0 1 10-8V8A2 2 0 0 1 8 10H-8A2 2 0 0 1-10 8V-8A2 2 0 0 1-8-10Z',
  };
  /** A site that two hold is as wide as the letters of both. */
  const BOTH = 'M-13-10H13A2 2 0 0 1 15-8V8A2 2 0 0 1 13 10H-13A2 2 0 0 1-15 8V-8A2 2 0 0 1-13-10Z';
  const SECOND_HALF = 'M0-10H13A2 2 0 0 1 15-8V8A2 2 0 0 1 13 10H0Z';
  const BADGES = {
    none: '',
    partial: 'M-2.6 .2L-.6 2.2L.6 1', // half a tick
    formal: 'M-3 .2L-.9 2.4L3.2-2.2', // a tick
    without_handover: 'M-2.3-2.3L2.3 2.3M2.3-2.3L-2.3 2.3', // a cross
  };
  /** Two letters inside the mark, so that colour is never alone. */
  const CODES = {
    minusma: 'UN', 'mali-state': 'ML', fama: 'FA', wagner: 'WG', csp: 'CS', jnim: 'JN',
    issp: 'IS', gatia: 'GA', fla: 'FL', 'armed-groups': 'AG', unknown: '?',
  };
  const BUBBLE = 'M-5.5-7H5.5A2 2 0 0 1 7.5-5V1A2 2 0 0 1 5.5 3H1.8L0 6.5L-1.8 3H-5.5'
    + 'A2 2 0 0 1-7.5 1V-5A2 2 0 0 1-5.5-7Z';
  const STAR = 'M0-5.2L1-3.2L3.2-3.4L1.7-1.8L2.6.4L0-.7L-2.6.4L-1.7-1.8L-3.2-3.4L-1-3.2Z';
  const FLAG = 'M-2 1V-5H2.6L1.2-3.5L2.6-2H-2';
  /** What is claimed, small enough to stand in a bubble. */
  const KINDS = {
    attack_claimed: STAR, attack_attributed: STAR,
    control_claimed: FLAG, control_taken: FLAG, control_lost: FLAG,
    clash: 'M-2.3-4.4L2.3.4M2.3-4.4L-2.3.4',
    strike: 'M0-5.2V.2M-2.2-1.9L0 .5L2.2-1.9',
    blockade: 'M-3-2H3M-3-3.8V-.2M3-3.8V-.2',
    withdrawal: 'M3-2H-2.4M-.5-4L-2.7-2L-.5 0',
    statement: 'M-3.2-3.6H3.2M-3.2-.8H1',
    abduction: 'M-1.6-2A1.6 1.6 0 1 1 1.6-2A1.6 1.6 0 1 1-1.6-2',
    movement_blocked: 'M-3-2H3', administration: 'M-3.2-3.6H3.2M-3.2-.8H3.2',
  };
  geodata.claimKinds = [
    ['attack_claimed', 'attack'], ['control_taken', 'control'], ['clash', 'clash'], ['strike', 'strike'],
    ['blockade', 'blockade'], ['withdrawal', 'withdrawal'], ['statement', 'statement'],
  ];
  const BURST = 'M0-8L2-3L7-5.5L4.5-.8L8.5 2L3.5 3L4 8L0 5L-4 8L-3.5 3L-8.5 2L-4.5-.8L-7-5.5L-2-3Z';

  geodata.holderCode = (holder) => CODES[holder] || holder.slice(0, 2).toUpperCase();

  /** Radius in pixels of a site's mark: gentle, by nominal troops (Geo-PKO). */
  geodata.siteScale = (troops) => 0.92 + 0.5 * Math.sqrt((troops || 0) / 4765);

  /** An empty site glyph; `paintSite` fills it in. */
  geodata.siteGlyph = function (scale) {
    const size = Math.round(38 * scale);
    return el('svg', { viewBox: '-19 -19 38 38', width: size, height: size, 'aria-hidden': 'true' },
      el('path', { class: 'gd-ring' }),
      el('path', { class: 'gd-halo' }),
      el('path', { class: 'gd-fill' }),
      el('path', { class: 'gd-second' }),
      el('path', { class: 'gd-edge' }),
      el('path', { class: 'gd-edge-inner' }),
      el('text', { class: 'gd-code', y: '3.4' }),
      el('text', { class: 'gd-code', x: '7.3', y: '3.1' }),
      el('g', { class: 'gd-badge', transform: 'translate(10 10)' },
        el('circle', { r: 5.6 }), el('path', {})));
  };

  /** Paint one state on a glyph. `holders` is ordered; at most two are drawn. */
  geodata.paintSite = function (svg, { presence, transfer, holders }) {
    const [first = 'unknown', other = ''] = holders;
    const second = presence === 'closed' ? other : '';
    const shape = second ? BOTH : SHAPES[presence];
    for (const name of ['gd-ring', 'gd-halo', 'gd-fill', 'gd-edge', 'gd-edge-inner']) {
      svg.querySelector(`.${name}`).setAttribute('d', shape);
    }
    svg.classList.toggle('gd-two', Boolean(second));
    const half = svg.querySelector('.gd-second');
    half.setAttribute('d', second ? SECOND_HALF : '');
    half.setAttribute('data-holder', second);
    svg.querySelector('.gd-fill').setAttribute('data-holder', first);
    [first, second].forEach((holder, i) => {
      const code = svg.querySelectorAll('.gd-code')[i];
      code.textContent = holder && geodata.holderCode(holder);
      code.setAttribute('data-holder', holder);
    });
    svg.querySelector('.gd-code').setAttribute('x', second ? '-7.3' : '0');
    svg.querySelector('.gd-code').setAttribute('y', second ? '3.1' : '3.4');
    const badge = svg.querySelector('.gd-badge');
    badge.classList.toggle('gd-none', !BADGES[transfer]);
    badge.setAttribute('data-transfer', transfer);
    badge.querySelector('path').setAttribute('d', BADGES[transfer]);
  };

  /** A claim's glyph: a speech bubble, because somebody said it. */
  geodata.claimGlyph = function (claimant, status, { kind = '', near = false } = {}) {
    return el('svg', { viewBox: '-10 -10 20 20', width: 24, height: 24, 'aria-hidden': 'true',
      class: 'gd-bubble', 'data-status': status },
      el('path', { class: 'gd-bubble-back', d: BUBBLE }),
      el('path', { class: 'gd-bubble-fill', d: BUBBLE, 'data-holder': claimant }),
      el('path', { class: 'gd-bubble-edge', d: BUBBLE }),
      el('path', { class: 'gd-bubble-inner', d: BUBBLE }),
      el('path', { class: 'gd-kind', d: KINDS[kind] || '', 'data-holder': claimant }),
      // Not the place itself: the nearest one known, or one worked out.
      el('text', { class: 'gd-near', x: 7.5, y: -4.5 }, near ? '≈' : ''));
  };

  geodata.burstGlyph = () => el('svg',
    { viewBox: '-11 -11 22 22', width: 20, height: 20, 'aria-hidden': 'true', class: 'gd-burst' },
    el('path', { d: BURST }));
})((window.geodata ??= {}));
