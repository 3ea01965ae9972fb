/**
 * How far from a UN-run site one is: for every site that the UN has not left, what lies within each distance.
 *
 * The rings are geodesic and come from Python. Each distance has a pane of its own whose whole is made see-through,
 * so that rings which overlap look like one area.
 */
(function (geodata) {
  'use strict';

  geodata.reachLayer = function (map, model) {
    let on = false;
    let known = false;
    let day = null;
    // The widest lies lowest.
    const radii = [...model.mission.radii].reverse();
    const panes = radii.map((km, index) => {
      const name = `gd-reach-${km}`;
      const pane = map.createPane(name);
      pane.style.zIndex = 300 + index;
      pane.classList.add('gd-reach');
      return { name, km };
    });
    let rings = null; // drawn when first asked for

    function draw() {
      rings = model.sites.map((site) => ({
        site,
        on: false,
        shapes: panes.map(({ name, km }) => L.polygon(site.reach[km], {
          pane: name, interactive: false, stroke: false, fillOpacity: 1, className: 'gd-reach-ring',
        })),
      }));
    }

    return {
      show(next, force = false) {
        if (next === day && !force) return;
        day = next;
        if (!on && !rings) return;
        if (!rings) draw();
        for (const ring of rings) {
          const wanted = on && model.intervalAt(ring.site, day, known).presence !== 'closed';
          if (wanted === ring.on) continue;
          ring.on = wanted;
          for (const shape of ring.shapes) {
            if (wanted) shape.addTo(map);
            else shape.remove();
          }
        }
      },
      // What is set here is drawn by the next `show(day, true)`.
      setOn(next) { on = next; },
      setKnown(next) { known = next; },
      shown: () => (rings ?? []).filter((ring) => ring.on).map((ring) => ring.site.id),
    };
  };
})((window.geodata ??= {}));
