/// The style sheet of HTML pages: system fonts, light and dark colors, cards instead of rows on a narrow screen, and
/// everything open and in color on paper.
let stylesheet = colors + layout + figures + narrowAndPrint

/// The colors. Those of text have a contrast of at least 4.5 to 1 with every background on which it stands.
private let colors = """
  :root { color-scheme: light dark; --ink: #1c2430; --soft: #4f5968; --line: #d5dbe3; --page: #fff; --band: #f4f6f9;
    --accent: #1f5fa8; --pass: #176e39; --note: #505a66; --unknown: #265f8c; --warn: #855300; --fail: #b3191f;
    --taken: #2f74c0; --warm: #e0a53a; --reserved: #8e6fb5; --free: #dfe5ec; --stripe: #c0282d; }
  @media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #a9b4c2; --line: #343d49; --page: #14181e;
    --band: #1c222b; --accent: #8bbcf2; --pass: #5ccf88; --note: #aab5c1; --unknown: #7dbdec; --warn: #e8b75b;
    --fail: #ff8b8d; --taken: #4a8fdc; --warm: #c9902c; --reserved: #9d80c4; --free: #323b47; --stripe: #ff6b70; } }

  """

private let layout = """
  * { box-sizing: border-box; }
  body { margin: 0 auto; padding: 1.5rem; max-width: 78rem; background: var(--page); color: var(--ink);
    font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
  h1, h2, h3, p, ul, figure, td, th, summary, caption { overflow-wrap: anywhere; }
  h1 { margin: 0; font-size: 1.5rem; } h2 { margin: 2.25rem 0 .75rem; font-size: 1.25rem; }
  h3 { margin: 0 0 .25rem; font-size: 1rem; } small, caption, .code, .place, .remark, .subtitle { font-size: .85rem; }
  small, .code, .place, .remark, .subtitle { color: var(--soft); font-weight: 400; }
  .subtitle { margin: .1rem 0 0; } .remark { margin: .5rem 0; }
  a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 2px; }
  a:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
  .badge { display: inline-block; padding: 0 .5rem; border: 1px solid currentColor; border-radius: 1rem; font-size: .8rem;
    font-weight: 600; line-height: 1.35; vertical-align: .08em; white-space: nowrap; overflow-wrap: normal; }
  .pass { color: var(--pass); } .note { color: var(--note); } .unknown { color: var(--unknown); }
  .warn { color: var(--warn); } .fail { color: var(--fail); }
  .sentence { margin: .75rem 0; font-size: 1.25rem; line-height: 1.35; color: var(--ink); }
  .tiles { display: grid; grid-template-columns: repeat(4, 1fr); gap: .75rem; margin: 0; padding: 0; list-style: none; }
  .tiles li { display: flex; flex-direction: column; padding: .6rem .8rem; border: 1px solid var(--line);
    border-radius: .5rem; background: var(--band); }
  .tiles .label, .tiles .detail { font-size: .85rem; color: var(--soft); }
  .tiles .value { font-size: 1.5rem; font-weight: 600; line-height: 1.25; font-variant-numeric: tabular-nums; }
  .tiles .value a { color: inherit; }
  nav { margin: .9rem 0 0; font-size: .85rem; } nav ul { display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; margin: 0;
    padding: 0; list-style: none; } nav a { display: inline-block; padding: .25rem 0; }
  section > h2 { scroll-margin-top: .5rem; } nav + main > section:first-child h2 { margin-top: 1.1rem; }
  .card { margin: 0 0 .75rem; padding: .6rem .9rem; border: 1px solid var(--line); border-left: .3rem solid currentColor;
    border-radius: .35rem; break-inside: avoid; } .card > * { color: var(--ink); } .card h3 .fail { color: var(--fail); }
  .card h3 .warn { color: var(--warn); } .card h3 .unknown { color: var(--unknown); } .card h3 .note { color: var(--note); }
  .card ul { margin: .25rem 0; padding-left: 1.2rem; } .card p { margin: .35rem 0 0; }
  details { margin: .5rem 0; } summary { cursor: pointer; padding: .2rem 0; }
  #part-derivations ~ details { margin: 0; padding: .2rem 0; border-bottom: 1px solid var(--line); }
  table { border-collapse: collapse; width: 100%; margin: .75rem 0; font-size: .85rem; font-variant-numeric: tabular-nums; }
  caption { padding: .2rem 0; text-align: left; font-weight: 600; color: var(--soft); }
  th, td { padding: .3rem .5rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
  thead th { position: sticky; top: 0; background: var(--band); color: var(--soft); vertical-align: bottom; }
  tbody th { font-weight: 600; } td.number, th.number { text-align: right; overflow-wrap: normal; }
  td.number { white-space: nowrap; } em { font-style: normal; color: var(--pass); }
  footer { margin-top: 2.5rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .85rem; }

  """

private let figures = """
  figure { margin: .75rem 0 1.5rem; } figcaption { margin-bottom: .4rem; font-size: .85rem; color: var(--soft); }
  figcaption strong { color: var(--ink); font-size: 1rem; margin-right: .4rem; }
  .legend { display: flex; flex-wrap: wrap; align-items: center; gap: .1rem .35rem; margin: .3rem 0; font-size: .85rem;
    color: var(--soft); }
  .legend i { width: .85rem; height: .85rem; margin-left: .6rem; border-radius: 2px; } .legend i:first-child { margin: 0; }
  .legend i.capacity, .legend i.over { height: 3px; } .legend i.peak, .legend i.full, .legend i.now { width: 3px; }
  .row { display: grid; grid-template-columns: 15rem 1fr 9rem; gap: 0 .9rem;
    align-items: center; padding: .1rem 0; font-size: .85rem; break-inside: avoid; }
  .row .name { font-weight: 600; } .row .end { font-variant-numeric: tabular-nums; }
  .heading { margin: .6rem 0 .1rem; font-size: .85rem; font-weight: 600; color: var(--soft); break-after: avoid; }
  .multiples { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); gap: 1rem 1.5rem; }
  .cell { display: flex; flex-direction: column; gap: .2rem; font-size: .85rem; break-inside: avoid; }
  .cell .name { font-weight: 600; } .maps { grid-template-columns: repeat(auto-fill, minmax(min(100%, 27rem), 1fr)); }
  .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 0 1rem; }
  .pair table { margin: .2rem 0; table-layout: fixed; }
  svg { display: block; width: 100%; overflow: visible; } svg.map { max-width: 30rem; height: auto; }
  svg text { fill: var(--soft); font-size: .75rem; } .middle { text-anchor: middle; } .end { text-anchor: end; }
  .taken, .prefix { fill: var(--taken); background: var(--taken); stroke: var(--taken); }
  .warm, .partly { fill: var(--warm); background: var(--warm); stroke: var(--warm); }
  .reserved { fill: var(--reserved); background: var(--reserved); stroke: var(--reserved); }
  .free { fill: var(--free); background: var(--free); stroke: var(--free); }
  .over { fill: var(--stripe); background: var(--stripe); stroke: var(--stripe); }
  .peak, .now { background: var(--ink); stroke: var(--ink); } .full { background: var(--soft); stroke: var(--soft); }
  .capacity { background: var(--ink); stroke: var(--ink); } line.capacity { stroke-dasharray: 6 4; }
  line.grid { stroke: var(--line); } rect { stroke: none; } line:not(.hatch) { stroke-width: 2; fill: none; }
  line.hatch { stroke: var(--stripe); stroke-dasharray: 3 3; }
  i.hatch { background: repeating-linear-gradient(90deg, var(--stripe) 0 3px, transparent 3px 6px); }
  .heat td { text-align: right; } .heat th, .heat td { padding: .2rem .4rem; }
  \((1...9).map { ".h\($0) { background: rgb(47 116 192 / \($0 * 6)%); }" }.joined(separator: " "))

  """

private let narrowAndPrint = """
  @media screen and (max-width: 47.99rem) {
    body { padding: 1rem; } .tiles { grid-template-columns: 1fr 1fr; }
    .row { grid-template-columns: 1fr auto; } .row .name { grid-column: 1; } .row .end { grid-column: 2; grid-row: 1; }
    .row svg { grid-column: 1 / -1; grid-row: 2; } .row.axis span { display: none; }
    table:not(.heat), table:not(.heat) :is(tbody, tr, th, td, caption) { display: block; }
    table:not(.heat) thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    table:not(.heat) tr { padding: .4rem 0; border-bottom: 1px solid var(--line); }
    table:not(.heat) :is(th, td) { padding: .1rem 0; border: 0; text-align: left; white-space: normal; }
    table:not(.heat) td { display: flex; gap: .75rem; }
    table:not(.heat) td::before { content: attr(data-label); flex: 0 0 8.5rem; color: var(--soft); }
  }
  @media print {
    @page { margin: 12mm; } html { font-size: 11px; } body { padding: 0; max-width: none; font-size: 11px; background: none; }
    * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } nav { display: none; }
    details::details-content { content-visibility: visible; display: block; block-size: auto; height: auto; }
    table { font-size: 9px; } th, td { padding: .15rem .3rem; } thead { display: table-header-group; }
    thead th { position: static; } tr, .card, figure .row { break-inside: avoid; } h2, h3, summary { break-after: avoid; }
  }
  """
