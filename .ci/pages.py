"""Checks HTML reports in headless Chromium: layout, colours, accessibility, links, keyboard and print.

Usage: pages.py [--first-screen FILE]... [--screenshots DIR] [FILE]...
       pages.py --self-test

Without FILE it checks reports/index.html and reports/*/index.html of the repository. It prints one line per page and
one sentence per violation, and exits with status 1 if there is any violation.

The environment variable CHROMIUM names the browser; otherwise the first of the usual names in PATH is taken.
"""

import argparse
import asyncio
import importlib.util
import os
import re
import shutil
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
from playwright.async_api import async_playwright

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
HEIGHT = 800
SCREEN_WIDTHS = [360, 1280, 1920]
AXE_WIDTHS = [360, 1280]
PAPER_WIDTHS = {"portrait": 794, "landscape": 1123}
SCHEMES = ["light", "dark"]
# Two pages are checked at the same time, because each one keeps one core busy.
PAGES_AT_ONCE = 2
# Each rule reports so many violations of one page; the rest is only counted.
SHOWN_PER_RULE = 6
# The colour contrast rule of axe takes about a millisecond per element. On a page with more elements than LARGE_PAGE,
# axe works on what is left without repeated siblings. Up to HUGE_PAGE it also searches the page as a whole once, but
# without that rule. A larger one is also laid out in fewer states.
LARGE_PAGE = 4000
HUGE_PAGE = 30000
# A screenshot that is taller than this is not drawn completely by Chromium.
TALLEST_SCREENSHOT = 16000
# Tab is pressed so many times; a large page takes a tenth of a second for each.
MOST_TABS = 160
# Going to a target inside of closed details lays out the page again, so on a large page not every one is tried.
MOST_VISITS = 100
MOST_PDF_PICTURES = 40

# The functions that run inside the page. They never change it, except for `open` and `restore` of details, `still`,
# which turns off transitions, and `reduce`, which is for the copy of the page that axe searches.
PROBE = r"""
() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const round = number => Math.round(number * 10) / 10;
  const initially = all('details').map(details => [details, details.open, details.getAttribute('name')]);

  // A short path to the element, from the nearest ancestor that has an id.
  const paths = new WeakMap(), numbered = new WeakSet(), parts = new WeakMap();
  function numberChildren(parent) {
    if (numbered.has(parent)) return;
    numbered.add(parent);
    const counts = new Map();
    for (const child of parent.children) counts.set(child.localName, (counts.get(child.localName) || 0) + 1);
    const seen = new Map();
    for (const child of parent.children) {
      const index = (seen.get(child.localName) || 0) + 1;
      seen.set(child.localName, index);
      const classes = [...child.classList].map(name => '.' + CSS.escape(name)).join('');
      const number = counts.get(child.localName) > 1 ? `:nth-of-type(${index})` : '';
      parts.set(child, child.localName + classes + number);
    }
  }
  function selector(element) {
    if (element.id) return '#' + CSS.escape(element.id);
    const parent = element.parentElement;
    if (!parent || element === document.body) return element.localName;
    if (!paths.has(element)) {
      numberChildren(parent);
      paths.set(element, `${selector(parent)} > ${parts.get(element)}`);
    }
    return paths.get(element);
  }

  const references = ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for', 'headers'];
  const shown = element => element.checkVisibility({ visibilityProperty: true });
  const hasText = element => [...element.childNodes].some(n => n.nodeType === 3 && n.data.trim());

  // Text for screen readers alone is a box of at most two pixels that cuts off its content.
  function onlyForReaders(style, box) {
    const cuts = style.overflowX !== 'visible' || style.clip !== 'auto' || style.clipPath !== 'none';
    return cuts && style.position === 'absolute' && box.width <= 2 && box.height <= 2;
  }

  function accessibleName(element) {
    const label = element.getAttribute('aria-label');
    if (label && label.trim()) return label.trim();
    const ids = (element.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean);
    return ids.map(id => document.getElementById(id)?.textContent.trim() || '').join(' ').trim();
  }

  // Calls `visit` for all elements that have a visible box. The content of drawings is left out: they cut it off.
  function walk(visit) {
    const step = (element, state) => {
      const style = getComputedStyle(element);
      let next = state;
      if (style.display !== 'contents') {
        if (!element.checkVisibility()) return;
        const box = element.getBoundingClientRect();
        if (onlyForReaders(style, box)) return;
        next = visit(element, style, box, state);
      }
      if (element.localName === 'svg') return;
      for (const child of element.children) step(child, next);
    };
    step(document.body, {});
  }

  const scrolls = value => value === 'auto' || value === 'scroll';
  const cutsOff = value => value !== 'visible';

  // The elements that stick out of the window, and those that scroll sideways.
  function sideways() {
    const width = innerWidth, out = [], scrollers = [];
    let elements = 0;
    const range = document.createRange();
    const beyond = box => box.width > 0 && (box.left < -1 || box.right > width + 1);
    const note = (element, box, what) =>
      out.push({ selector: selector(element), what, left: round(box.left), right: round(box.right) });
    walk((element, style, box, state) => {
      elements++;
      let excused = state.excused;
      if (!excused && beyond(box)) { note(element, box, 'element'); excused = true; }
      if (!excused && element.localName !== 'svg' && hasText(element)) {
        range.selectNodeContents(element);
        const text = range.getBoundingClientRect();
        // A scroller's own text is wider than the window by design.
        if (!scrolls(style.overflowX) && beyond(text)) { note(element, text, 'text'); excused = true; }
      }
      if (scrolls(style.overflowX) && element.scrollWidth > element.clientWidth + 1
          && element !== document.body && element.clientWidth > 0) {
        scrollers.push({
          selector: selector(element), content: element.scrollWidth, visible: element.clientWidth,
          focusable: element.getAttribute('tabindex') === '0', role: element.getAttribute('role') || '',
          name: accessibleName(element),
        });
        excused = true;
      }
      return excused === state.excused ? state : { excused };
    });
    return { elements, width, page: document.scrollingElement.scrollWidth, out, scrollers };
  }

  // The right edge of each table's header row, and the edge of the narrowest box that shows it.
  function lastColumns() {
    const hidden = [];
    let count = 0;
    for (const table of all('table')) {
      if (!shown(table)) continue;
      const row = table.tHead?.rows.length ? [...table.tHead.rows] : [...table.rows].slice(0, 1);
      const cells = row.flatMap(r => [...r.cells]).filter(shown);
      if (!cells.length) continue;
      count++;
      const right = Math.max(...cells.map(cell => cell.getBoundingClientRect().right));
      let edge = innerWidth, by = 'the window';
      for (let e = table; e && e !== document.documentElement; e = e.parentElement) {
        if (!cutsOff(getComputedStyle(e).overflowX)) continue;
        const end = e.getBoundingClientRect().left + e.clientLeft + e.clientWidth;
        if (end < edge) { edge = end; by = selector(e); }
      }
      if (right > edge + 1) hidden.push({ selector: selector(table), right: round(right), edge: round(edge), by });
    }
    return { count, hidden };
  }

  // What print would cut off. Fonts may stick out of their lines a little, so the height has more room.
  function cuts() {
    const cut = [];
    walk((element, style) => {
      if (element.localName === 'svg' || element === document.body || element.clientWidth === 0) return {};
      const wide = element.scrollWidth - element.clientWidth, high = element.scrollHeight - element.clientHeight;
      if (cutsOff(style.overflowX) && wide > 1)
        cut.push({ selector: selector(element), way: 'wide', content: element.scrollWidth, box: element.clientWidth });
      else if (cutsOff(style.overflowY) && high > 8)
        cut.push(
          { selector: selector(element), way: 'high', content: element.scrollHeight, box: element.clientHeight });
      return {};
    });
    return cut;
  }

  // The details whose content has no height or is not drawn.
  function closedContent() {
    const closed = [];
    const list = all('details');
    for (const details of list) {
      const summary = details.querySelector(':scope > summary');
      const height = details.getBoundingClientRect().height - (summary?.getBoundingClientRect().height || 0);
      const content = [...details.children].filter(child => child !== summary);
      const drawn = !content.length || content.some(child => child.checkVisibility());
      if (height <= 1 || !drawn) closed.push({ selector: selector(details), height: drawn ? round(height) : 0 });
    }
    return { count: list.length, closed };
  }

  const textless = new Set(['title', 'desc', 'style', 'script', 'template']);

  // Whether the element itself keeps its content out of print, for which details that are closed are no reason.
  function unprinted(element) {
    if (textless.has(element.localName)) return true;
    const style = getComputedStyle(element);
    return style.display === 'none' || style.visibility === 'hidden' ||
      style.position === 'absolute' && onlyForReaders(style, element.getBoundingClientRect());
  }

  // The texts that a PDF must contain: headings, summaries, and the blocks of text inside of details.
  function texts() {
    const result = all('h2, summary').filter(e => !unprinted(e))
      .map(e => ({ owner: selector(e), text: e.innerText }));
    for (const details of all('details')) {
      if (details.parentElement.closest('details')) continue;
      const omitted = new Map(), blocks = new Map();
      const isOmitted = e => {
        if (e === details) return false;
        if (!omitted.has(e)) omitted.set(e, isOmitted(e.parentElement) || unprinted(e));
        return omitted.get(e);
      };
      const walker = document.createTreeWalker(details, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        if (!node.data.trim() || isOmitted(node.parentElement)) continue;
        let block = node.parentElement;
        while (block !== details && /^(inline|contents)$/.test(getComputedStyle(block).display))
          block = block.parentElement;
        blocks.set(block, (blocks.get(block) || '') + node.data);
      }
      const owner = selector(details);
      for (const text of blocks.values()) result.push({ owner, text });
    }
    return result;
  }

  // Links inside of the page, and the ids that they lead to.
  function links() {
    const counts = new Map();
    for (const e of all('[id]')) counts.set(e.id, (counts.get(e.id) || 0) + 1);
    const list = all('a[href^="#"]');
    const target = link => decodeURIComponent(link.getAttribute('href').slice(1));
    const nameless = [], names = new Map();
    for (const name of references)
      for (const element of all(`[${name}]`))
        for (const id of element.getAttribute(name).split(/\s+/))
          if (id && !counts.has(id)) nameless.push({ selector: selector(element), name, id });
    for (const region of all('[role="region"], section[aria-label], section[aria-labelledby], nav')) {
      const kind = `${region.localName === 'nav' ? 'navigation' : 'region'} named “${accessibleName(region)}”`;
      names.set(kind, (names.get(kind) || 0) + 1);
    }
    const alike = [...names].filter(([, count]) => count > 1).map(([kind, count]) => ({ kind, count }));
    const broken = list.filter(link => !counts.has(target(link)))
      .map(link => ({ selector: selector(link), href: link.getAttribute('href') }));
    const repeated = [...counts].filter(([, count]) => count > 1).map(([id, count]) => ({ id, count }));
    return { count: list.length, ids: counts.size, broken, repeated, nameless, alike };
  }

  // Goes to targets that are not visible, such as those inside of closed details, and tells which stay so. Targets in
  // the same details become visible together, so it goes only to the first one of them.
  async function follow(most) {
    const targets = new Set();
    for (const link of all('a[href^="#"]')) {
      const target = document.getElementById(decodeURIComponent(link.getAttribute('href').slice(1)));
      if (target && !target.checkVisibility()) targets.add(target);
    }
    const groups = Map.groupBy(targets, target => target.closest('details:not([open])') || target);
    const stay = [];
    for (const group of [...groups.values()].slice(0, most)) {
      restore();
      location.hash = '#' + encodeURIComponent(group[0].id);
      if (!group[0].checkVisibility()) await new Promise(done => setTimeout(done, 100));
      const box = group[0].getBoundingClientRect();
      const away = box.bottom < 0 || box.top > innerHeight;
      group.forEach((target, index) => {
        if (!target.checkVisibility()) stay.push({ selector: selector(target), id: target.id, why: 'hidden' });
        else if (index === 0 && away)
          stay.push({ selector: selector(target), id: target.id, why: 'away', top: round(box.top) });
      });
    }
    restore();
    return { count: targets.size, groups: groups.size, stay };
  }

  // Notes each element that gets the focus, and whether it can be seen that it has it.
  function watchFocus() {
    const contents = all('nav a[href]').filter(shown);
    const regions = new Set(all('[role="region"][tabindex="0"]').filter(shown));
    walk((element, style) => {
      if (scrolls(style.overflowX) && element.scrollWidth > element.clientWidth + 1 && element !== document.body)
        regions.add(element);
      return {};
    });
    const wanted = new Set([...contents, ...regions]);
    const shadows = new Map();
    const unseen = new Set(), reached = new Set();
    const focusable = all('a[href], button, input, select, textarea, summary, [tabindex]');
    for (const element of focusable) shadows.set(element, getComputedStyle(element).boxShadow);
    document.addEventListener('focusin', event => {
      const element = event.target, style = getComputedStyle(element);
      reached.add(element);
      wanted.delete(element);
      const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 &&
        !/^(transparent|rgba\(.*, 0\))$/.test(style.outlineColor);
      const shadow = style.boxShadow !== 'none' && style.boxShadow !== shadows.get(element);
      if (!outline && !shadow) unseen.add(element);
    });
    document.activeElement?.blur();
    scrollTo(0, 0);
    // Gives the focus to what is left, if Tab would do so.
    window.pageCheckFocusRest = () => {
      for (const element of [...wanted]) if (element.tabIndex >= 0) element.focus({ preventScroll: true });
    };
    window.pageCheckFocus = () => ({
      contents: contents.length, regions: regions.size, left: wanted.size, reached: reached.size,
      missed: [...wanted].map(selector),
      unseen: [...unseen].map(e => ({ selector: selector(e), outline: getComputedStyle(e).outline })),
    });
    return focusable.length + regions.size;
  }

  // What a page would load, though the browser may not have asked for it yet.
  function resources() {
    const harmless = /^(canonical|alternate|author|license|help|next|prev|bookmark)$/i;
    const urls = [];
    for (const e of all('[src], [srcset], [poster], object[data], link[href], image, use, feImage')) {
      if (e.localName === 'link' && harmless.test(e.rel)) continue;
      const names = ['src', 'srcset', 'poster', 'data', 'href', 'xlink:href'];
      for (const value of names.map(name => e.getAttribute(name)).filter(Boolean))
        if (!/^(data:|#|about:)/i.test(value.trim()))
          urls.push({ selector: selector(e), value, url: new URL(value.trim().split(/[\s,]/)[0], location.href).href });
    }
    return urls;
  }

  // Where the parts of the first screen are.
  function firstScreen() {
    const place = (name, element) => {
      if (!element) return { name, missing: true };
      const box = element.getBoundingClientRect();
      const inside = box.top >= 0 && box.left >= 0 && box.right <= innerWidth + .5 && box.bottom <= innerHeight + .5;
      return {
        name, selector: selector(element), shown: shown(element) && box.width > 0 && box.height > 0, inside,
        left: round(box.left), top: round(box.top), right: round(box.right), bottom: round(box.bottom),
      };
    };
    const part = name => `[data-part="${name}"]`;
    const tiles = all(part('tile'));
    const finding = document.querySelector(part('finding'));
    return [
      place('sentence', document.querySelector(part('sentence'))),
      ...(tiles.length ? tiles : [null]).map(tile => place('tile', tile)),
      place('first finding', finding),
      place('fix of the first finding', finding?.querySelector(part('fix'))),
    ];
  }

  // Details that share a name close each other, so they lose it while all of them are open.
  function open() {
    for (const [details] of initially) details.removeAttribute('name');
    for (const [details] of initially) details.open = true;
  }
  function restore() {
    for (const [details, wasOpen] of initially) details.open = wasOpen;
    for (const [details, , name] of initially) if (name !== null) details.setAttribute('name', name);
  }

  // Colours must have their final value when they are measured.
  function still() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('*, ::before, ::after { transition: none !important; animation: none !important }');
    document.adoptedStyleSheets.push(sheet);
  }

  // For each element that gives a name or description to others: these others.
  function namedElements() {
    const named = new Map();
    for (const name of references)
      for (const element of all(`[${name}]`))
        for (const id of element.getAttribute(name).split(/\s+/)) {
          const target = id && document.getElementById(id);
          if (target) named.set(target, [...named.get(target) || [], element]);
        }
    return named;
  }

  // Leaves out siblings that have the same tags, classes, styles, roles and attribute names, all the way down, as two
  // siblings before them, which are enough for rows that alternate. An element stays if one that is
  // elsewhere takes its name from it.
  function reduce() {
    const named = namedElements();
    const numbers = new Map();
    const number = key => { if (!numbers.has(key)) numbers.set(key, numbers.size); return numbers.get(key); };
    const valued = new Set(['class', 'style', 'role', 'scope', 'type', 'tabindex', 'lang', 'dir', 'hidden']);
    // Returns the number of the element's kind, and those inside of it that others take their names from.
    const visit = element => {
      const givers = named.has(element) ? [element] : [];
      const kinds = [], counts = new Map();
      for (const child of [...element.children]) {
        const [kind, inside] = visit(child);
        const count = (counts.get(kind) || 0) + 1;
        const isNeeded = giver => named.get(giver).some(other => other.isConnected && !child.contains(other));
        counts.set(kind, count);
        if (count <= 2) kinds.push(kind);
        if (count > 2 && !inside.some(isNeeded)) child.remove(); else givers.push(...inside);
      }
      const attribute = a => a.name + (valued.has(a.name) ? '=' + a.value : a.value.trim() ? '' : ' is empty');
      const attributes = [...element.attributes].map(attribute).sort();
      return [number([element.localName, attributes, hasText(element), kinds].join('|')), givers];
    };
    const before = all('*').length;
    visit(document.body);
    return { before, after: all('*').length };
  }

  window.pageCheck = {
    sideways, lastColumns, cuts, closedContent, texts, links, follow, watchFocus, resources,
    firstScreen, open, restore, still, reduce, count: () => all('*').length,
  };
}
"""

AXE_RUN = """
async ([withoutContrast]) => {
  const rules = withoutContrast ? { 'color-contrast': { enabled: false } } : {};
  const found = await axe.run(document, { rules, resultTypes: ['violations', 'incomplete'] });
  const message = node => [...node.any, ...node.all, ...node.none].map(check => check.message)[0] || '';
  return {
    rules: found.violations.length + found.passes.length + found.incomplete.length + found.inapplicable.length,
    undecided: found.incomplete.map(rule => ({
      rule: rule.id, count: rule.nodes.length, selector: rule.nodes[0].target.flat().join(' '),
      message: message(rule.nodes[0]),
    })),
    violations: found.violations.flatMap(rule => rule.nodes.map(node => ({
      rule: rule.id, impact: rule.impact, help: rule.help, message: message(node),
      selector: node.target.flat().join(' '),
    }))),
  };
}
"""


@dataclass(frozen=True)
class State:
    """How the page was shown when something was measured."""

    place: str = ""
    scheme: str = ""
    details: str = ""


@dataclass
class Report:
    """The violations of one page, and how many things were checked."""

    name: str
    counts: Counter = field(default_factory=Counter)
    notes: list = field(default_factory=list)
    found: dict = field(default_factory=dict)
    undecided: dict = field(default_factory=dict)
    seconds: float = 0

    def add(self, rule, text, state=State()):
        """Notes a violation. The same violation in several states becomes one sentence."""
        self.found.setdefault((rule, state.place, text), []).append(state)

    def sentences(self):
        """One sentence per violation; the many violations of one rule are cut short."""
        shown, hidden = Counter(), Counter()
        lines = []
        for (rule, place, text), states in self.found.items():
            if shown[rule] == SHOWN_PER_RULE:
                hidden[rule] += 1
                continue
            shown[rule] += 1
            lines.append(f"{self.name}{describe(place, states)}: {text} [{rule}]")
        lines += [
            f"{self.name}: there are {count} more violations of this rule. [{rule}]" for rule, count in hidden.items()
        ]
        return lines

    def summary(self):
        c = self.counts
        verdict = f"{len(self.found)} violations" if self.found else "passes"
        parts = [
            f"{c['elements']} elements in {c['layouts']} layouts",
            f"{c['tables']} tables",
            f"{c['details']} details",
            f"{c['links']} links to {c['ids']} ids ({c['revealed']} into hidden content)",
            f"{c['axe runs']} axe runs of {c['axe rules']} rules",
            f"{c['focused']} Tab stops ({c['contents links']} contents links, {c['regions']} regions)",
            f"{c['texts']} texts in PDFs of {c['portrait pages']} and {c['landscape pages']} pages",
        ]
        if c["first screen"]:
            parts.append(f"{c['first screen']} parts of the first screen")
        for item in self.undecided.values():
            parts.append(
                f"axe undecided about {item['rule']} of {item['count']} elements such as {item['selector']} "
                f"({item['message'].rstrip('.')})"
            )
        return f"{self.name}: {verdict}; {', '.join(parts + self.notes)}; {self.seconds:.1f} s"


def describe(place, states):
    """The width and the states of a violation, in words."""
    words = [f" {place}"] if place else []
    schemes = [s for s in SCHEMES if any(state.scheme == s for state in states)]
    details = [d for d in ("closed", "open") if any(state.details == d for state in states)]
    extra = []
    if schemes:
        extra.append(" and ".join(schemes))
    if details:
        extra.append("details " + " and ".join(details))
    if extra:
        words.append(f" ({', '.join(extra)})")
    return "".join(words)


# -- The rules


def watch(page, url, report):
    """Rule 1: no console message, no error, no request but for the file. Returns the set of requested addresses."""
    requested = set()

    def on_request(request):
        requested.add(request.url)
        if request.url.split("#")[0] != url:
            report.add("request", f"the page asks for {request.url} ({request.resource_type}).")

    page.on("console", lambda m: report.add("console", f"the console shows a message of type {m.type}: {m.text}"))
    page.on("pageerror", lambda error: report.add("console", f"the page has an error: {error}"))
    page.on("request", on_request)
    return requested


async def check_resources(page, requested, report):
    """Rule 1 as well: what the browser would load later, such as pictures that are further down."""
    for item in await page.evaluate("pageCheck.resources()"):
        if item["url"] not in requested:
            report.add("request", f"{item['selector']} names {item['value']}, which the page would load.")


async def check_sideways(page, report, state, print_media=False):
    """Rules 2 and 4: nothing sticks out of the window, and what scrolls sideways is fit for the keyboard."""
    seen = await page.evaluate("pageCheck.sideways()")
    report.counts["layouts"] += 1
    report.counts["elements"] = max(report.counts["elements"], seen["elements"])
    width = seen["width"]
    if seen["page"] > width:
        report.add("width", f"the page is {seen['page']} px wide in a window of {width} px.", state)
    for item in seen["out"]:
        what = "the text of " if item["what"] == "text" else ""
        report.add(
            "width",
            f"{what}{item['selector']} goes from {item['left']} to {item['right']} px in a window of {width} px.",
            state,
        )
    if print_media:
        return
    for item in seen["scrollers"]:
        measured = f"{item['selector']} scrolls sideways, with {item['content']} px of content in {item['visible']} px"
        if width == min(SCREEN_WIDTHS):
            report.add("no-scroll", f"{measured}, but nothing may at this width.", state)
        needs = {"tabindex=0": item["focusable"], "role=region": item["role"] == "region", "name": bool(item["name"])}
        if lacks := [f"no {need}" for need, met in needs.items() if not met]:
            report.add("scroll-region", f"{measured}, but it has {' and '.join(lacks)}.", state)


async def check_tables(page, report, state):
    """Rule 3: the last column of each table is visible."""
    seen = await page.evaluate("pageCheck.lastColumns()")
    report.counts["tables"] = max(report.counts["tables"], seen["count"])
    for item in seen["hidden"]:
        report.add(
            "last-column",
            f"the last column of {item['selector']} ends at {item['right']} px, but {item['by']} ends at "
            f"{item['edge']} px.",
            state,
        )


async def check_screen(page, report):
    """Rules 2, 3 and 4, in all widths and colours, with details as they are and with all of them open."""
    huge = await page.evaluate("pageCheck.count()") > HUGE_PAGE
    for width in SCREEN_WIDTHS:
        await page.set_viewport_size({"width": width, "height": HEIGHT})
        for details in ("closed", "open"):
            # Open details show all that closed ones do, and colours hardly change the layout. So the dark one is
            # measured only when everything is visible, and a huge page has the other states only at one width.
            if huge and details == "closed" and width != 1280:
                continue
            await page.evaluate("pageCheck.open()" if details == "open" else "pageCheck.restore()")
            with_dark = details == "open" and (not huge or width == 1280)
            for scheme in SCHEMES if with_dark else SCHEMES[:1]:
                await page.emulate_media(media="screen", color_scheme=scheme)
                state = State(f"at {width} px", scheme, details)
                await check_sideways(page, report, state)
                if width == 1280 and details == "open":
                    await check_tables(page, report, state)
        await page.evaluate("pageCheck.restore()")


async def check_axe(context, url, source, report):
    """Rule 5: axe reports no violation. It searches a page of its own, which may be reduced."""
    page = await context.new_page()
    await load(page, url)
    await page.evaluate("() => {" + source + "\n}")
    elements = await page.evaluate("pageCheck.count()")
    if elements > LARGE_PAGE:
        if elements <= HUGE_PAGE:
            await page.set_viewport_size({"width": 1280, "height": HEIGHT})
            await page.evaluate("pageCheck.open()")
            await run_axe(page, report, State("at 1280 px", "light", "open"), without_contrast=True)
            await page.evaluate("pageCheck.restore()")
            report.notes.append("axe searched the whole page without contrast")
        size = await page.evaluate("pageCheck.reduce()")
        report.notes.append(f"axe searched {size['after']} of {size['before']} elements, without repeated siblings")
    for width in AXE_WIDTHS:
        await page.set_viewport_size({"width": width, "height": HEIGHT})
        for details in ("closed", "open"):
            await page.evaluate("pageCheck.open()" if details == "open" else "pageCheck.restore()")
            for scheme in SCHEMES:
                await page.emulate_media(media="screen", color_scheme=scheme)
                await run_axe(page, report, State(f"at {width} px", scheme, details))
    await page.close()


async def run_axe(page, report, state, without_contrast=False):
    found = await page.evaluate(AXE_RUN, [without_contrast])
    report.counts["axe runs"] += 1
    report.counts["axe rules"] = max(report.counts["axe rules"], found["rules"])
    for item in found["undecided"]:
        if item["count"] > report.undecided.get(item["rule"], {"count": 0})["count"]:
            report.undecided[item["rule"]] = item
    for item in found["violations"]:
        message = item["message"] or item["help"]
        report.add(
            f"axe {item['rule']}", f"{item['selector']} has a problem of {item['impact']} impact: {message}", state
        )


async def check_print(page, report):
    """Rule 6, in emulated print: nothing sticks out, nothing is cut off, and details show their content."""
    await page.evaluate("pageCheck.restore()")
    await page.emulate_media(media="print", color_scheme="light")
    for width in PAPER_WIDTHS.values():
        await page.set_viewport_size({"width": width, "height": HEIGHT})
        state = State(f"in print at {width} px")
        await check_sideways(page, report, state, print_media=True)
        for item in await page.evaluate("pageCheck.cuts()"):
            report.add(
                "print-cut",
                f"{item['selector']} is {item['box']} px {item['way']} and cuts off its content of "
                f"{item['content']} px.",
                state,
            )
        seen = await page.evaluate("pageCheck.closedContent()")
        report.counts["details"] = seen["count"]
        for item in seen["closed"]:
            report.add(
                "print-details",
                f"the content of {item['selector']} is not visible (height {item['height']} px).",
                state,
            )


async def check_pdf(page, report, folder, pdf_lock):
    """Rule 6, in real PDFs: they contain the texts of headings, summaries and details."""
    await page.emulate_media(media="print", color_scheme="light")
    await page.set_viewport_size({"width": PAPER_WIDTHS["portrait"], "height": HEIGHT})
    pieces = await page.evaluate("pageCheck.texts()")
    report.counts["texts"] = len(pieces)
    for orientation in PAPER_WIDTHS:
        file = folder / f"{orientation}.pdf"
        margin = {side: "10mm" for side in ("top", "right", "bottom", "left")}
        await page.pdf(
            path=file, format="A4", landscape=orientation == "landscape", print_background=True, margin=margin
        )
        async with pdf_lock:
            pages, missing = await asyncio.to_thread(missing_texts, file, pieces)
        report.counts[f"{orientation} pages"] = pages
        if pages == 0:
            report.add("pdf", f"the PDF in {orientation} has no page.")
        totals = Counter(piece["owner"] for piece in pieces)
        for owner, texts in group_by_owner(missing).items():
            example = " ".join(texts[0].split())[:60]
            report.add(
                "pdf-text",
                f"the PDF in {orientation} lacks {len(texts)} of {totals[owner]} texts of {owner}, such as "
                f"“{example}”.",
            )


def group_by_owner(pieces):
    owners = {}
    for piece in pieces:
        owners.setdefault(piece["owner"], []).append(piece["text"])
    return owners


def missing_texts(file, pieces):
    """The number of pages of the PDF and those pieces that it does not contain."""
    document = pypdfium2.PdfDocument(file)
    pages = len(document)
    text = letters("".join(document[number].get_textpage().get_text_range() for number in range(pages)))
    document.close()
    missing, cursor = [], 0
    for piece in pieces:
        wanted = letters(piece["text"])
        # Pieces come in the order of the page, so the next one is usually near.
        place = text.find(wanted, cursor, cursor + 20000)
        if place < 0:
            place = text.find(wanted)
        if place >= 0:
            cursor = place
        # A piece that a page break divides is there if all of its words are.
        elif not all(letters(word) in text for word in piece["text"].split()):
            missing.append(piece)
    return pages, missing


def letters(text):
    """The letters and digits alone: spaces, hyphens and case depend on how lines were broken and styled."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


async def check_links(page, report):
    """Rule 7: ids are unique, links lead to ids, and their targets become visible.

    The names of regions belong to the rules of axe, which does not see all regions of a large page.
    """
    seen = await page.evaluate("pageCheck.links()")
    report.counts["links"], report.counts["ids"] = seen["count"], seen["ids"]
    for item in seen["repeated"]:
        report.add("duplicate-id", f"{item['count']} elements have the id {item['id']}.")
    for item in seen["nameless"]:
        report.add("broken-name", f"{item['selector']} has {item['name']} {item['id']}, but no element has this id.")
    for item in seen["alike"]:
        report.add("same-name", f"there are {item['count']} elements of the kind {item['kind']}.")
    for item in seen["broken"]:
        report.add("broken-link", f"{item['selector']} links to {item['href']}, but no element has this id.")
    await page.emulate_media(media="screen", color_scheme="light")
    await page.set_viewport_size({"width": 1280, "height": HEIGHT})
    seen = await page.evaluate(f"pageCheck.follow({MOST_VISITS})")
    if seen["groups"] > MOST_VISITS:
        report.notes.append(f"{MOST_VISITS} of {seen['groups']} hidden places were visited")
    report.counts["revealed"] = seen["count"]
    for item in seen["stay"]:
        where = "is not visible" if item["why"] == "hidden" else f"is at {item['top']} px of {HEIGHT} px"
        report.add("hidden-target", f"{item['selector']} {where} after going to #{item['id']}.", State("at 1280 px"))


async def check_keyboard(page, report):
    """Rule 8: Tab reaches the contents and the scroll regions, and each focus is visible."""
    await page.set_viewport_size({"width": 1280, "height": HEIGHT})
    await page.emulate_media(media="screen", color_scheme="light")
    await page.evaluate("pageCheck.open()")
    stops = await page.evaluate("pageCheck.watchFocus()")
    state = State("at 1280 px", "light", "open")
    seen, pressed = await page.evaluate("pageCheckFocus()"), 0
    while pressed < min(stops, MOST_TABS) and (seen["left"] or pressed < 40):
        for _ in range(20):
            await page.keyboard.press("Tab")
        pressed += 20
        seen = await page.evaluate("pageCheckFocus()")
    if seen["left"] and pressed < stops:
        report.notes.append(f"Tab was pressed {pressed} times, and the other regions got the focus in turn")
        await page.evaluate("pageCheckFocusRest()")
        seen = await page.evaluate("pageCheckFocus()")
    report.counts["focused"], report.counts["contents links"] = seen["reached"], seen["contents"]
    report.counts["regions"] = seen["regions"]
    for selector in seen["missed"]:
        report.add("tab", f"pressing Tab {pressed} times from the top does not reach {selector}.", state)
    for item in seen["unseen"]:
        report.add("focus", f"{item['selector']} looks the same with the focus (outline {item['outline']}).", state)
    await page.evaluate("pageCheck.restore()")


async def check_first_screen(page, report):
    """The most important parts are visible without scrolling."""
    await page.set_viewport_size({"width": 1280, "height": HEIGHT})
    state = State(f"at 1280×{HEIGHT} px")
    for item in await page.evaluate("pageCheck.firstScreen()"):
        report.counts["first screen"] += 1
        if item.get("missing"):
            report.add("first-screen", f"there is no {item['name']}.", state)
        elif not item["shown"]:
            report.add("first-screen", f"the {item['name']} {item['selector']} is not visible.", state)
        elif not item["inside"]:
            report.add(
                "first-screen",
                f"the {item['name']} {item['selector']} goes from {item['left']} to {item['right']} px across and from "
                f"{item['top']} to {item['bottom']} px down.",
                state,
            )


# -- Pictures


async def take_pictures(page, folder, prefix):
    """Full pictures of the page."""
    for width, scheme in [(360, "light"), (1280, "light"), (1920, "light"), (1280, "dark")]:
        await page.set_viewport_size({"width": width, "height": HEIGHT})
        await page.emulate_media(media="screen", color_scheme=scheme)
        height = await page.evaluate("document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": width, "height": min(height, TALLEST_SCREENSHOT)}
        await page.screenshot(path=folder / f"{prefix}-{width}-{scheme}.png", full_page=True, clip=clip)


def draw_pdfs(source, folder, prefix):
    """Pictures of the PDFs' pages, at about 96 dots per inch."""
    for orientation in PAPER_WIDTHS:
        shutil.copyfile(source / f"{orientation}.pdf", folder / f"{prefix}-{orientation}.pdf")
        document = pypdfium2.PdfDocument(source / f"{orientation}.pdf")
        for number in range(min(len(document), MOST_PDF_PICTURES)):
            picture = document[number].render(scale=96 / 72).to_pil()
            picture.save(folder / f"{prefix}-{orientation}-{number + 1:02}.png")
        document.close()


# -- Running


@dataclass
class Options:
    first_screen: set = field(default_factory=set)
    screenshots: Path | None = None
    without_axe: set = field(default_factory=set)


async def load(page, url):
    """Opens the file and installs the functions that measure it."""
    await page.goto(url, wait_until="load")
    await page.evaluate(PROBE)
    await page.evaluate("pageCheck.still()")


async def check_page(browser, file, axe, options, pdf_lock):
    """Checks one file by all rules."""
    report = Report(short_name(file))
    started = time.monotonic()
    url = file.as_uri()
    with tempfile.TemporaryDirectory() as folder:
        context = await browser.new_context(viewport={"width": 1280, "height": HEIGHT}, offline=True)
        try:
            page = await context.new_page()
            requested = watch(page, url, report)
            await load(page, url)
            if file in options.first_screen:
                await check_first_screen(page, report)
            if options.screenshots:
                await take_pictures(page, options.screenshots, picture_name(file))
            await check_screen(page, report)
            await check_keyboard(page, report)
            await check_print(page, report)
            await check_pdf(page, report, Path(folder), pdf_lock)
            if options.screenshots:
                async with pdf_lock:
                    await asyncio.to_thread(draw_pdfs, Path(folder), options.screenshots, picture_name(file))
            await check_links(page, report)
            await check_resources(page, requested, report)
            await page.close()
            if file not in options.without_axe:
                await check_axe(context, url, axe, report)
        finally:
            await context.close()
    report.seconds = time.monotonic() - started
    return report


def short_name(file):
    """The path as one would type it."""
    return os.path.relpath(file) if file.is_relative_to(Path.cwd()) else str(file)


def picture_name(file):
    """reports/kans-lab/index.html becomes kans-lab, and reports/index.html becomes reports."""
    return file.parent.name if file.stem == "index" else f"{file.parent.name}-{file.stem}"


def find_browser():
    names = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else BROWSERS
    for name in names:
        if path := shutil.which(name):
            return path
    sys.exit(f"pages: there is no browser; looked for {', '.join(names)}")


def axe_source():
    """The text of axe-core, from the package that contains it, without importing this package."""
    package = importlib.util.find_spec("axe_playwright_python")
    return (Path(package.origin).parent / "axe.min.js").read_text()


async def check_all(files, options, show):
    """Checks the files with one browser, and calls `show` with each report in the order of the files."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--force-color-profile=srgb"]
        )
        free, pdf_lock, axe = asyncio.Semaphore(PAGES_AT_ONCE), asyncio.Lock(), axe_source()

        async def one(file):
            async with free:
                return await check_page(browser, file, axe, options, pdf_lock)

        tasks = [asyncio.create_task(one(file)) for file in files]
        try:
            for task in tasks:
                show(await task)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await browser.close()


def default_files():
    reports = ROOT / "reports"
    return [file for file in [reports / "index.html"] if file.exists()] + sorted(reports.glob("*/index.html"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--first-screen", action="append", default=[], type=Path, metavar="FILE")
    parser.add_argument("--screenshots", type=Path, metavar="DIR")
    parser.add_argument("--self-test", action="store_true")
    arguments = parser.parse_args()
    if arguments.self_test:
        sys.exit(self_test())
    first_screen = [file.resolve() for file in arguments.first_screen]
    files = [file.resolve() for file in arguments.files or default_files()]
    files += [file for file in first_screen if file not in files]
    if absent := [str(file) for file in files if not file.is_file()]:
        sys.exit(f"pages: there is no file {', '.join(absent)}")
    if not files:
        sys.exit("pages: there are no pages")
    if arguments.screenshots:
        arguments.screenshots.mkdir(parents=True, exist_ok=True)
    started, reports = time.monotonic(), []

    def show(report):
        reports.append(report)
        print("\n".join([report.summary()] + ["  " + line for line in report.sentences()]), flush=True)

    asyncio.run(check_all(files, Options(set(first_screen), arguments.screenshots), show))
    violations = sum(len(report.found) for report in reports)
    print(f"{len(reports)} pages, {violations} violations, {time.monotonic() - started:.0f} s")
    sys.exit(1 if violations else 0)


# -- Self-test

GOOD_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A good page</title>
<style>
:root { color-scheme: light dark; --ink: #111; --page: #fff; --link: #0645ad; }
@media (prefers-color-scheme: dark) { :root { --ink: #eee; --page: #111; --link: #9cf; } }
body { margin: 1rem; background: var(--page); color: var(--ink); overflow-wrap: anywhere; }
a { color: var(--link); transition: color 1s; }
.read { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.code { overflow-x: auto; } .code pre { white-space: pre; }
.tile { display: inline-block; padding: .5rem; }
@media (max-width: 40rem) { .code pre { white-space: pre-wrap; } }
@media print { .code pre { white-space: pre-wrap; } }
@media print { details::details-content { content-visibility: visible; block-size: auto; } }
/*style*/
</style>
</head>
<body>
<header><h1>A good page</h1><p data-part="sentence">All is well.</p></header>
<nav aria-label="Contents"><a href="#first">First</a> <a href="#inside">Inside</a></nav>
<main>
<p><span class="tile" data-part="tile">One</span><span class="tile" data-part="tile">Two</span></p>
<div data-part="finding"><p>Something is wrong.</p><p data-part="fix">Do this.</p></div>
<h2 id="first">First</h2>
<img alt="A dot" width="10" height="10" src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==">
<div class="table"><table><thead><tr><th scope="col">Name</th><th scope="col">Size</th></tr></thead>
<tbody><tr><td>first-fit</td><td>10</td></tr></tbody></table></div>
<div class="code" role="region" tabindex="0" aria-label="A command"><pre>LONG</pre></div>
<p><span class="read">Only for screen readers, but so long that it would be wider than a narrow window.</span></p>
<details><summary>More</summary><p id="inside">Hidden text of <b>details</b>.</p>
<details><summary>Even more</summary><p>Deep text.</p></details></details>
<!--body-->
</main>
</body>
</html>
""".replace("LONG", "command " * 300)


def broken(style="", body="", **replaced):
    """The good page with more style and content, or with something replaced."""
    page = GOOD_PAGE.replace("/*style*/", style).replace("<!--body-->", body)
    for old, new in replaced.get("replace", []):
        assert old in page, old
        page = page.replace(old, new)
    return page


def broken_pages():
    """For each page, by name: its text, and the rule and words that its report must contain."""
    no_policy = (re.search(r"<meta http-equiv.*\n", GOOD_PAGE)[0], "")
    rows = "".join(f"<tr><td>row {n}</td><td>{n}</td></tr>" for n in range(3000))
    wide_cells = "".join(f'<th scope="col">column-{n}-with-a-name</th>' for n in range(30))
    wide = f"<table style='overflow-wrap:normal'><tr>{wide_cells}</tr><tr>{'<td>1</td>' * 30}</tr></table>"
    return {
        "wide": (
            broken(body='<div id="wide" style="width: 1500px">x</div>'),
            "width",
            r"#wide goes from 16 to 1516 px",
        ),
        "left": (
            broken(body='<p id="left" style="position:relative;left:-90px">x</p>'),
            "width",
            r"#left goes from -74",
        ),
        "text": (
            broken(
                "html, body { overflow-x: clip } #t { white-space: nowrap; overflow-wrap: normal }",
                f'<p id="t">{"word " * 200}</p>',
            ),
            "width",
            r"text of #t",
        ),
        "duplicate": (
            broken(body='<p id="twice">1</p><p id="twice">2</p>'),
            "duplicate-id",
            r"2 elements have the id twice",
        ),
        "alt": (broken(replace=[('alt="A dot"', "")]), "axe image-alt", r"img.*critical"),
        "contrast": (
            broken(
                "@media (prefers-color-scheme: dark) { #low { color: #333; background: #222 } }",
                '<p id="low">faint</p>',
            ),
            "axe color-contrast",
            r"\(dark, details closed and open\): #low .*contrast of 1\.\d",
        ),
        "contrast-open": (
            broken(
                ".low { color: #ccc; background: #fff }",
                '<details><summary>s</summary><p class="low">faint</p></details>',
            ),
            "axe color-contrast",
            r"\(light and dark, details open\).*low",
        ),
        "contrast-large": (
            broken(
                ".low { color: #ccc; background: #fff }",
                f'<table><tr><th scope="col">a</th><th scope="col">b</th></tr>{rows}'
                '<tr><td class="low">faint</td><td>y</td></tr></table>',
            ),
            "axe color-contrast",
            r"low.*contrast of 1\.\d",
        ),
        "best-practice": (
            broken(replace=[("<main>", "<div>"), ("</main>", "</div>")]),
            "axe landmark-one-main",
            r"main",
        ),
        "console": (
            broken(body="<script>console.log('hello')</script>", replace=[no_policy]),
            "console",
            r"log: hello",
        ),
        "error": (broken(body="<script>null.x</script>", replace=[no_policy]), "console", r"error: .*null"),
        "policy": (broken(body="<script>console.log('hello')</script>"), "console", r"Content Security Policy"),
        "request": (
            broken(body='<img alt="x" src="http://example.invalid/a.png">', replace=[no_policy]),
            "request",
            r"asks for http://example.invalid/a.png \(image\)",
        ),
        "style-request": (
            broken(
                "@media print { #i { background: url(http://example.invalid/b.png) } }",
                '<p id="i">x</p>',
                replace=[no_policy],
            ),
            "request",
            r"example.invalid/b.png",
        ),
        "neighbour": (broken(body='<img alt="x" src="other.png">', replace=[no_policy]), "request", r"other.png"),
        "lazy": (
            broken(body='<div style="height:99999px"></div><link rel="preconnect" href="http://example.invalid/">'),
            "request",
            r"names http://example.invalid/",
        ),
        "print-cut": (
            broken(".table { overflow-x: hidden } @media print { .table table { width: 1500px } }"),
            "print-cut",
            r"in print at 794 px: .*div\.table\S* is \d+ px wide and cuts off its content of 1500 px",
        ),
        "print-high": (
            broken(body='<div id="h" style="height: 50px; overflow-y: auto" tabindex="0">' + "<p>x</p>" * 9 + "</div>"),
            "print-cut",
            r"#h is 50 px high",
        ),
        "print-details": (
            broken(replace=[("details::details-content", "b")]),
            "print-details",
            r"in print at 794 px: .*details.* not visible",
        ),
        "pdf-text": (
            broken(replace=[("details::details-content", "b")]),
            "pdf-text",
            r"portrait lacks \d of 4 texts of .*details.*, such as “Hidden text of details",
        ),
        "print-nested": (
            broken(replace=[("details::details-content", "main > details::details-content")]),
            "print-details",
            r"details > details",
        ),
        "print-named": (
            broken(
                "@media print { #c::details-content { display: none } }",
                '<details id="c" name="n"><summary>s</summary><p>secret</p></details>',
            ),
            "print-details",
            r"#c is not",
        ),
        "scroller": (broken(replace=[('tabindex="0"', "")]), "scroll-region", r"div\.code\S* .*no tabindex=0\."),
        "nameless": (
            broken(replace=[('aria-label="A command"', 'aria-labelledby="nothing"')]),
            "scroll-region",
            r"no name\.",
        ),
        "narrow-scroller": (
            broken("@media (max-width: 40rem) { .code pre { white-space: pre !important } }"),
            "no-scroll",
            r"at 360 px .*div\.code",
        ),
        "last-column": (
            broken(
                body=f'<details><summary>t</summary><div class="code" role="region" tabindex="0" aria-label="t">'
                f"{wide}</div></details>"
            ),
            "last-column",
            r"at 1280 px .*details open.*last column of .*table",
        ),
        "clipped-column": (
            broken(".table { overflow: hidden; width: 60px } table { min-width: 90px }"),
            "last-column",
            r"ends at 104 px, but .*div\.table\S* ends at 76 px",
        ),
        "missing-id": (broken(body='<a href="#nowhere">x</a>'), "broken-link", r"links to #nowhere"),
        "broken-name": (broken(body='<p aria-describedby="nobody">x</p>'), "broken-name", r"aria-describedby nobody"),
        "same-name": (
            broken(body='<section aria-label="A command">x</section>'),
            "same-name",
            r"2 .*region named “A command”",
        ),
        "hidden-target": (
            broken(body='<a href="#gone">x</a><details><summary>s</summary><p id="gone" hidden>x</p></details>'),
            "hidden-target",
            r"#gone is not visible",
        ),
        "focus": (broken("nav a:focus { outline: none }"), "focus", r"nav > a:nth-of-type\(1\) looks the same"),
        "tab": (
            broken(replace=[('<a href="#first">', '<a tabindex="-1" href="#first">')]),
            "tab",
            r"does not reach .*nav > a",
        ),
        "low": (broken("[data-part=finding] { margin-top: 900px }"), "first-screen", r"first finding .* px down"),
        "no-fix": (broken(replace=[('data-part="fix"', "")]), "first-screen", r"no fix of the first finding"),
    }


def self_test():
    """Checks pages that are broken in one way each, and good ones. Returns the exit status."""
    started = time.monotonic()
    cases = broken_pages()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        pages = {"good": GOOD_PAGE, "good-shadow": broken("a:focus { outline: none; box-shadow: 0 0 0 3px }")}
        good = list(pages)
        pages.update({case: text for case, (text, _, _) in cases.items()})
        files = {case: folder / f"{case}.html" for case in pages}
        for case, text in pages.items():
            files[case].write_text(text)
        # The rules of axe take most of the time, so they are tried only on the pages that are for them.
        without_axe = {files[case] for case, (_, rule, _) in cases.items() if not rule.startswith("axe ")}
        reports = {}
        asyncio.run(
            check_all(
                list(files.values()),
                Options(set(files.values()), without_axe=without_axe),
                lambda report: reports.update({Path(report.name).stem: report}),
            )
        )
    failures = [f"{case} must pass, but: {line}" for case in good for line in reports[case].sentences()]
    for case, (_, rule, words) in cases.items():
        lines = [line for line in reports[case].sentences() if line.endswith(f"[{rule}]")]
        if not any(re.search(words, line) for line in lines):
            failures.append(f"{case} must be reported by {rule} with {words}, but: {reports[case].sentences()}")
    print(
        "\n".join(
            failures + [f"self-test: {len(pages)} pages, {len(failures)} failures, {time.monotonic() - started:.0f} s"]
        )
    )
    return 1 if failures else 0


if __name__ == "__main__":
    main()
