/// The style sheet of HTML pages, with system fonts, light and dark colors, and rules for printing.
let stylesheet = """
  :root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --line: #d9dee5; --page: #fff; --band: #f5f7fa;
    --pass: #1a7f42; --note: #57606a; --unknown: #2f6f9f; --warn: #9a6200; --fail: #c0282d;
    --used: #7a8694; --reserved: #8e6fb5; --inuse: #2f74c0; --warm: #e0a53a; --free: #e3e8ee; }
  @media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #9aa6b5; --line: #333c48; --page: #14181e;
    --band: #1b2129; --pass: #4cc27a; --note: #9aa6b2; --unknown: #6cb2e2; --warn: #e3ad4a; --fail: #f0696d; --free: #2b333d; } }
  * { box-sizing: border-box; }
  body { margin: 0 auto; padding: 2rem 1.5rem; max-width: 76rem; background: var(--page); color: var(--ink);
    font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
  h1 { margin: 0; font-size: 1.7rem; } h2 { margin: 2.2rem 0 .6rem; font-size: 1.15rem; }
  header p { margin: .3rem 0; color: var(--soft); }
  .badge { display: inline-block; padding: .05rem .6rem; border-radius: 1rem; border: 1px solid currentColor;
    font-weight: 600; font-size: .85em; } h1 .badge { font-size: 1rem; vertical-align: middle; margin-left: .5rem; }
  .pass { color: var(--pass); } .note { color: var(--note); } .unknown { color: var(--unknown); } .warn { color: var(--warn); } .fail { color: var(--fail); }
  .scroll { overflow-x: auto; }
  table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: .85rem; }
  th, td { padding: .3rem .45rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
  th { color: var(--soft); font-weight: 600; background: var(--band); vertical-align: bottom; }
  td.number, th.number { text-align: right; } td.number { white-space: nowrap; }
  td:first-child, td:nth-child(2):not(.number) { min-width: 7.5rem; overflow-wrap: anywhere; }
  figure { display: grid; grid-template-columns: 11rem 1fr; gap: .1rem 1rem; margin: .5rem 0; align-items: center; }
  figure .name { font-weight: 600; overflow-wrap: anywhere; }
  figcaption { grid-column: 2; color: var(--soft); font-size: .85rem; }
  svg { width: 100%; height: 1.5rem; display: block; }
  svg.blocks { width: 100%; max-width: 30rem; height: auto; } rect.partly, i.partly { fill: var(--warm); background: var(--warm); }
  rect.used, i.used { fill: var(--used); background: var(--used); }
  rect.reserved, i.reserved { fill: var(--reserved); background: var(--reserved); }
  rect.inuse, i.inuse { fill: var(--inuse); background: var(--inuse); }
  rect.warm, i.warm { fill: var(--warm); background: var(--warm); color: inherit; }
  rect.free, i.free { fill: var(--free); background: var(--free); }
  rect.peak { fill: var(--ink); } rect.end { fill: var(--fail); }
  rect.near { fill: var(--inuse); } rect.crossing { fill: var(--warm); } .note { color: var(--soft); margin: .3rem 0; }
  .legend { color: var(--soft); font-size: .85rem; } .legend i { display: inline-block; width: .8rem; height: .8rem;
    margin: 0 .3rem 0 .9rem; border-radius: 2px; vertical-align: -1px; } .legend i.mark { width: 2px; background: var(--ink); }
  details { border-bottom: 1px solid var(--line); padding: .35rem 0; } summary { cursor: pointer; }
  footer { margin-top: 2.5rem; color: var(--soft); font-size: .85rem; } footer li { margin: .2rem 0; }
  @media (max-width: 40rem) { figure { grid-template-columns: 1fr; } figcaption { grid-column: 1; } }
  @media print { body { padding: 0; max-width: none; } details { break-inside: avoid; } }
  """
