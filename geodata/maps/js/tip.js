/** One small card that names the mark under the pointer or the focus. */
(function (geodata) {
  'use strict';

  const { el } = geodata;
  const MARGIN = 8;

  /** @param {HTMLElement} root the frame's root, positioned */
  geodata.tip = function (root) {
    const card = el('div', { class: 'gd-tip', role: 'presentation', hidden: true });
    root.append(card);
    let owner = null;

    /** Show a card beside the mark, or beside the pointer where the mark is as long as a road. */
    function show(target, describe, { clientX: x, clientY: y } = {}) {
      const { title, lines } = describe();
      owner = target;
      card.replaceChildren(el('strong', {}, title),
        ...lines.map((line) => el('span', {}, line)));
      card.hidden = false;
      const frame = root.getBoundingClientRect();
      const along = x !== undefined && target instanceof SVGElement;
      const mark = along ? { left: x, width: 0, top: y - MARGIN, bottom: y + MARGIN } : target.getBoundingClientRect();
      const { offsetWidth: width, offsetHeight: height } = card;
      const middle = mark.left + mark.width / 2 - frame.left;
      const left = Math.min(frame.width - width - MARGIN, Math.max(MARGIN, middle - width / 2));
      const above = mark.top - frame.top - height - MARGIN;
      const top = above > MARGIN ? above : mark.bottom - frame.top + MARGIN;
      card.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    }

    function hide(target) {
      if (target && target !== owner) return;
      owner = null;
      card.hidden = true;
    }

    return {
      hide: () => hide(),
      /** Show `describe()` while `target` is hovered or focused. */
      attach(target, describe) {
        target.addEventListener('pointerenter', (event) => {
          if (event.pointerType !== 'touch') show(target, describe, event);
        });
        target.addEventListener('pointerleave', () => hide(target));
        target.addEventListener('focus', () => show(target, describe));
        target.addEventListener('blur', () => hide(target));
        target.addEventListener('keydown', (event) => { if (event.key === 'Escape') hide(target); });
      },
    };
  };
})((window.geodata ??= {}));
