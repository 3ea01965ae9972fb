/**
 * Claims about whole regions: a hatched outline, quiet, so that whatever stands on it stays in front.
 *
 * Hatched, not filled: nobody holds what somebody speaks of. Each claimant's stripes have a place of their own, so that
 * those of two never cover each other. Only the outline and the chip inside it (claims.js) take clicks.
 */
(function (geodata) {
  'use strict';

  const { el } = geodata;
  const PARTS = ['hatch', 'halo', 'edge', 'fill', 'core', 'hit'];
  const STRIPE = 13; // pixels, from west to east, from one claimant's stripe to the next

  /**
   * The stripes of each claimant as SVG patterns.
   *
   * The stripes lean, not the pattern: squares of whole pixels that stand upright are copied, turned ones are worked
   * out pixel by pixel, and a region seen from near fills the screen.
   */
  function hatches(claimants) {
    const size = Math.max(2, claimants.length) * STRIPE;
    return el('defs', {}, ...claimants.map((claimant, i) => {
      const at = (i + 0.5) * STRIPE;
      const stripes = [at, at + size].map((sum) => `M${sum + STRIPE} ${-STRIPE}L${sum - size - STRIPE} ${size + STRIPE}`).join('');
      return el('pattern', {
        id: `gd-hatch-${claimant}`, width: size, height: size, patternUnits: 'userSpaceOnUse', 'data-holder': claimant,
      }, ...['gd-stripe-edge', 'gd-stripe'].map((name) => el('path', { class: name, d: stripes })));
    }));
  }
  geodata.hatches = hatches;

  geodata.regionsLayer = function (map, model, { tip, select, describe }) {
    const { areas, scale } = geodata.basemap;
    const shapes = geodata.claimShapes(map, {
      pane: 'gd-regions', zIndex: 440, parts: PARTS, tip, select, describe,
      last: ({ claim }, words) => words.t('text.whole-region', { regions: words.of(claim.area.name) }),
    });
    const about = model.claims.map((claim, index) => ({ claim, index })).filter(({ claim }) => claim.area);
    const defs = hatches([...new Set(about.map(({ claim }) => claim.claimant))].sort());
    const rings = {};
    for (const { claim, index } of about) {
      const { key } = claim.area;
      shapes.add(claim, index, {
        draw(options) {
          rings[key] ??= areas[key].rings.map((ring) => geodata.unpack(ring, scale));
          return L.polygon(rings[key], options);
        },
        dress({ group }) {
          const hatch = group.firstChild;
          hatch.style.fill = `url(#gd-hatch-${claim.claimant})`;
          if (!defs.isConnected) hatch.ownerSVGElement.prepend(defs);
        },
      });
    }
    return shapes;
  };
})((window.geodata ??= {}));
