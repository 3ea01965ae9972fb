/**
 * Roads that claims concern: blockades, and what happened somewhere along the way.
 *
 * A line joins settlements; between two of them it is straight, since no source gives the road itself.
 */
(function (geodata) {
  'use strict';

  const PARTS = ['halo', 'edge', 'fill', 'core', 'hit'];
  const APART = 7; // pixels between the lines of two claims about one road

  /** The direction across a line on the map, north being up: the lines of one road are set apart by it. */
  function across(map, path) {
    const [start, end] = [path[0], path.at(-1)].map((point) => map.options.crs.project(L.latLng(point)));
    const length = start.distanceTo(end);
    return [(end.y - start.y) / length, (end.x - start.x) / length];
  }

  geodata.routesLayer = function (map, model, { tip, select, describe }) {
    const shapes = geodata.claimShapes(map, {
      pane: 'gd-routes', zIndex: 455, parts: PARTS, tip, select, describe,
      last: ({ route }, words) => words.t('text.road', { road: words.of(route.name) }),
    });
    for (const route of model.mission.routes) {
      const about = model.claims.map((claim, index) => ({ claim, index }))
        .filter(({ claim }) => claim.routes.includes(route.id));
      const [dx, dy] = across(map, route.path);
      about.forEach(({ claim, index }, i) => {
        const shift = (i - (about.length - 1) / 2) * APART;
        shapes.add(claim, index, {
          route,
          draw: (options) => L.polyline(route.path, options),
          dress({ group }) {
            group.dataset.route = route.id;
            if (shift) group.setAttribute('transform', `translate(${dx * shift} ${dy * shift})`);
          },
        });
      });
    }
    return shapes;
  };
})((window.geodata ??= {}));
