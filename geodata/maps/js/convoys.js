/** Convoys: schematic lines on the days they were on the road, and what hit them. */
(function (geodata) {
  'use strict';

  const { el } = geodata;
  const SIZE = 11; // pixels: half of what the mark of a hit takes

  geodata.convoysLayer = function (map, model, { tip, select, room }) {
    let words;
    let day = null;
    let on = true;
    let known = false;
    let seated = null; // the frame for which they were seated
    map.createPane('gd-convoys').style.zIndex = 450;
    map.createPane('gd-incidents').style.zIndex = 622;

    const lines = model.mission.convoys.map((convoy) => ({
      convoy,
      on: false,
      line: L.polyline(convoy.path, {
        pane: 'gd-convoys', className: 'gd-convoy', interactive: false, smoothFactor: 0,
      }),
    }));
    const incidents = model.mission.incidents.map((incident) => {
      const button = el('button', {
        type: 'button', class: 'gd-incident', 'data-incident': incident.id, 'data-gd-shy': '',
      }, geodata.burstGlyph());
      const marker = L.marker([incident.lat, incident.lon], {
        pane: 'gd-incidents', interactive: false, keyboard: false,
        icon: L.divIcon({ className: 'gd-marker', html: button, iconSize: [0, 0] }),
      });
      const item = { incident, button, marker, on: false };
      button.addEventListener('click', (event) => {
        event.stopPropagation();
        if (incident.site) select('site', incident.site);
      });
      tip.attach(button, () => ({
        title: words.period(incident),
        lines: [words.of(incident.note), words.t('text.schematic')],
      }));
      return item;
    });

    /** Whether it counts on the day: always, or once it was public. */
    const counts = (row) => on && (!known || (row.known !== null && row.known <= day));

    function toggle(item, layer, on) {
      if (on === item.on) return;
      item.on = on;
      if (item.incident) seated = null;
      if (on) layer.addTo(map);
      else layer.remove();
    }

    /** What hit a convoy stands where it happened, or beside what stands there already. */
    function settle() {
      seated = room.frame();
      const own = [];
      for (const { incident, button } of incidents.filter((item) => item.on)) {
        const at = room.point(incident);
        const [[x, y]] = room.anywhere(at, 1, 0, [...room.of('sites'), ...own]);
        own.push({ x: Math.round(at.x + x), y: Math.round(at.y + y), radius: SIZE, button });
        button.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
      }
      room.set('incidents', own);
    }

    return {
      show(next) {
        day = next;
        for (const item of lines) {
          toggle(item, item.line, counts(item.convoy) && day >= item.convoy.from && day <= item.convoy.to);
        }
        for (const item of incidents) {
          toggle(item, item.marker, counts(item.incident) && day >= item.incident.from && day <= item.incident.until);
        }
        if (seated !== room.frame()) settle();
        return lines.reduce((sum, item) => sum + item.on, 0);
      },
      setOn(next) { on = next; },
      setKnown(next) { known = next; },
      setWords(next) {
        words = next;
        for (const { incident, button } of incidents) {
          button.setAttribute('aria-label',
            words.t('text.said-of', { name: words.period(incident), what: words.of(incident.note) }));
        }
      },
      /** What is drawn: the ids of the convoys, and of what hit them. */
      shown: () => [lines.map(({ on, convoy }) => on && convoy.id), incidents.map(({ on, incident }) => on && incident.id)]
        .map((ids) => ids.filter(Boolean)),
      /** Sentences for the convoys on the road on the drawn day. */
      underWay: () => lines.filter((item) => item.on).map((item) => words.of(item.convoy.name)),
    };
  };
})((window.geodata ??= {}));
