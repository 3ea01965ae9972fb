"""The scripts that take the time inside the page."""

from typing import Final

FIRST_MARK: Final = """(() => {
    if (window !== window.top) return;
    const wanted = window.markOfPaint ?? '[data-site]';
    const look = () => {
        const pages = [document, ...[...document.querySelectorAll('iframe')].map((frame) => frame.contentDocument)];
        const marks = pages.map((one) => one?.querySelector(`.leaflet-container ${wanted}`));
        if (marks.some((mark) => mark?.getBoundingClientRect().width > 0)) {
            requestAnimationFrame(() => { window.painted = performance.now(); });
        } else {
            requestAnimationFrame(look);
        }
    };
    look();
})()"""
"""Write down when a frame has drawn the first site, counted from the start of the navigation."""

SHOW: Final = """([passes, claimsWindow, layout]) => {
    const [first, last] = geodata.mission.span;
    const count = last - first + 1;
    const sums = new Float64Array(count);
    const root = document.querySelector('[data-day]');
    geodata.app.claims.setWindow(claimsWindow);
    geodata.show(first);
    for (let pass = 0; pass < passes; pass += 1) {
        for (let i = 0; i < count; i += 1) {
            const index = pass % 2 ? count - 1 - i : i;
            const begun = performance.now();
            geodata.show(first + index);
            if (layout) root.getBoundingClientRect();
            sums[index] += performance.now() - begun;
        }
    }
    return Array.from(sums, (sum) => sum / passes);
}"""
"""The mean time of `show` for each day: the passes make up for a clock that ticks ten times a millisecond."""

FRAMES: Final = """() => {
    const root = document.querySelector('[data-day]');
    const deltas = [];
    const days = new Set();
    let last = 0;
    let on = true;
    const tick = (now) => {
        if (!on) return;
        if (last) deltas.push(now - last);
        last = now;
        days.add(root.dataset.day);
        requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    window.frames_seen = () => { on = false; return { deltas, days: days.size }; };
}"""
"""Write down every frame and every day that it shows."""

STEPPED: Final = """() => {
    const root = document.querySelector('[data-day]');
    window.stepped = [];
    window.addEventListener('keydown', () => {
        const begun = performance.now();
        const before = root.dataset.day;
        const look = () => {
            if (root.dataset.day === before) requestAnimationFrame(look);
            else window.stepped.push(performance.now() - begun);
        };
        requestAnimationFrame(look);
    }, { capture: true });
}"""
"""Time every key until the frame that shows another day."""

FOLLOWED: Final = """(selector) => {
    const inner = document.querySelector(selector).contentDocument;
    const text = (name) => document.querySelector(`.st-key-panel ${name}`)?.textContent;
    window.followed = [];
    inner.querySelector('#clock').addEventListener('pointerup', () => {
        const begun = performance.now();
        const before = [text('.gd-day'), text('.gd-now')];
        const look = () => {
            const now = [text('.gd-day'), text('.gd-now')];
            if (now.every((value, i) => value && value !== before[i])) followed.push(performance.now() - begun);
            else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
    }, { capture: true });
}"""
"""Time every release until the panel's heading and the dossier's sentence both tell another day."""

FILTERED: Final = """(selector) => {
    const inner = document.querySelector(selector).contentDocument;
    const tally = inner.querySelector('.gd-count-claims');
    window.filtered = [];
    document.querySelector('[data-testid="stSidebar"]').addEventListener('click', (event) => {
        if (event.target.matches('input')) return; // a label passes its click on: it is counted once
        const begun = performance.now();
        const before = tally.textContent;
        const look = () => {
            if (tally.textContent !== before) filtered.push(performance.now() - begun);
            else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
    }, { capture: true });
}"""
"""Time every click on a filter of the sidebar until the map tells another number of claims."""

NAIVE_STEPPED: Final = """() => {
    const shown = () => {
        for (const frame of document.querySelectorAll('iframe')) {
            const mark = frame.contentDocument?.querySelector('[data-day]');
            if (mark && mark.getBoundingClientRect().width > 0) return mark.dataset.day;
        }
        return null;
    };
    window.stepped = [];
    window.shown = shown;
    window.addEventListener('keydown', () => {
        const begun = performance.now();
        const before = shown();
        const look = () => {
            const now = shown();
            if (now !== null && now !== before) stepped.push(performance.now() - begun);
            else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
    }, { capture: true });
}"""
"""Time every key of the naive app until its map shows another day."""

COUNT_FROM_CLICK: Final = """() => addEventListener('click', () => { window.clicked = performance.now(); },
    { capture: true, once: true })"""
"""Take the time of the next click."""

DRAWN: Final = """() => new Promise((done, fail) => {
    const look = () => {
        if (DRAWN()) requestAnimationFrame(() => done(performance.now() - window.clicked));
        else if (performance.now() - window.clicked > 20000) fail(new Error('not drawn within 20 s'));
        else requestAnimationFrame(look);
    };
    look();
})"""
"""Return how long after the click a frame has drawn what DRAWN looks for."""
