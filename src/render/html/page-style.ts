/** The look of every page: light and dark, screen, phone and paper. Classes are explained where they are used. */
export const PAGE_STYLE = `
:root { color-scheme: light dark;
  --paper: #fcfcfb; --panel: #fff; --ink: #1b1f24; --soft: #626a73; --line: #e4e6e8; --warn: #8a5a00; --warn-paper: #fff7e3;
  --input: #8d99a6; --output: #c2571a; --cacheRead: #2f7ebc; --cacheWrite5m: #6a4fb3; --cacheWrite1h: #a07fd6; --webSearch: #2a9d72;
  --m0: #2f7ebc; --m1: #c2571a; --m2: #2a9d72; --m3: #8155ba; --m4: #b0397a; --m5: #8a7a17; --other: #8d99a6;
  --h0: #ebedf0; --h1: #bcd9f0; --h2: #74aedb; --h3: #2f7ebc; --h4: #174e79; --fine: #2a9d72; --near: #c98a00; --over: #c2571a; --stop: #b3261e; }
@media screen and (prefers-color-scheme: dark) { :root {
  --paper: #14171a; --panel: #1c2024; --ink: #e7e9eb; --soft: #9aa3ac; --line: #30363c; --warn: #f0c36d; --warn-paper: #2c2616;
  --input: #8d99a6; --output: #ee8a4a; --cacheRead: #5aa9e6; --cacheWrite5m: #9a80e6; --cacheWrite1h: #c3aaf2; --webSearch: #4fc497;
  --m0: #4a95d1; --m1: #d9753a; --m2: #3fae86; --m3: #9a78d6; --m4: #cf5c98; --m5: #a89534; --other: #8d99a6;
  --h0: #262b31; --h1: #1d3f5c; --h2: #2c6798; --h3: #4a95d1; --h4: #9fd0f5; --fine: #3fae86; --near: #e0a52c; --over: #ee8a4a; --stop: #f2665c; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 70rem; padding: 2rem 1rem 3rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; font-variant-numeric: tabular-nums; }
header p, footer { color: var(--soft); margin: 0; }
h1 { font-size: 1.1rem; font-weight: 600; margin: 0; color: var(--soft); overflow-wrap: anywhere; }
h2 { font-size: 1rem; margin: 0 0 .75rem; }
.total { font-size: 2.75rem; line-height: 1.15; font-weight: 650; letter-spacing: -.02em; color: var(--ink); }
section { background: var(--panel); border: 1px solid var(--line); border-radius: .75rem; padding: 1.1rem 1.25rem; margin-top: 1rem; }
code { font: .9em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 1rem; margin: 0; }
.tiles dt { color: var(--soft); font-size: .85rem; }
.tiles dd { margin: 0; font-size: 1.35rem; font-weight: 600; }
.bars { list-style: none; margin: 0; padding: 0; display: grid; gap: .7rem; }
.bars li { display: grid; grid-template-columns: 1fr auto; gap: .15rem 1rem; align-items: baseline; }
.bars svg { grid-column: 1 / -1; width: 100%; height: .7rem; border-radius: .2rem; background: var(--line); display: block; }
.bars .amount { font-weight: 600; white-space: nowrap; }
.bars small { color: var(--soft); font-weight: 400; }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; list-style: none; margin: 0 0 1rem; padding: 0; font-size: .85rem; color: var(--soft); }
.legend svg { width: .7rem; height: .7rem; margin-right: .4rem; border-radius: .15rem; }
.input { fill: var(--input); } .output { fill: var(--output); } .cacheRead { fill: var(--cacheRead); }
.cacheWrite5m { fill: var(--cacheWrite5m); } .cacheWrite1h { fill: var(--cacheWrite1h); } .webSearch { fill: var(--webSearch); }
.about { margin: -.5rem 0 .9rem; color: var(--soft); font-size: .9rem; overflow-wrap: anywhere; }
.plot { width: 100%; height: 14rem; overflow: visible; display: block; margin-bottom: 1.75rem; } .treemap { width: 100%; height: 20rem; display: block; }
.grid { stroke: var(--line); stroke-width: 1; } .tick { fill: var(--soft); font-size: 11px; }
.m0 { fill: var(--m0); } .m1 { fill: var(--m1); } .m2 { fill: var(--m2); } .m3 { fill: var(--m3); } .m4 { fill: var(--m4); } .m5 { fill: var(--m5); } .m-other { fill: var(--other); }
.h0 { fill: var(--h0); } .h1 { fill: var(--h1); } .h2 { fill: var(--h2); } .h3 { fill: var(--h3); } .h4 { fill: var(--h4); }
.tile { stroke: var(--panel); stroke-width: 2; } .on { fill: #fff; font-size: 13px; font-weight: 600; paint-order: stroke; stroke: #0008; stroke-width: 2px; } .small { font-size: 12px; font-weight: 400; }
.fine { fill: var(--fine); } .near { fill: var(--near); } .over { fill: var(--over); } .stop { fill: var(--stop); }
.line { fill: none; stroke: var(--m0); stroke-width: 2; vector-effect: non-scaling-stroke; } .ahead { stroke-dasharray: 5 4; } .band { fill: var(--m0); opacity: .18; }
.limit { stroke: var(--stop); stroke-width: 1.5; stroke-dasharray: 5 4; } .crossing { fill: var(--panel); stroke: var(--m0); stroke-width: 2; }
.budgets { list-style: none; margin: 0; padding: 0; display: grid; gap: 1.25rem 2rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); }
.budgets li { display: grid; grid-template-columns: 1fr auto; gap: .25rem 1rem; align-items: baseline; align-content: start; } .budgets span { overflow-wrap: anywhere; }
.budgets .amount { font-weight: 600; text-align: right; } .budgets small { display: block; color: var(--soft); font-weight: 400; }
.meter { grid-column: 1 / -1; width: 100%; height: .6rem; border-radius: .2rem; background: var(--line); display: block; } .spark { grid-column: 1 / -1; width: 100%; height: 4rem; overflow: visible; margin-top: .4rem; display: block; }
.anomalies { margin: 0; padding-left: 1.25rem; display: grid; gap: .75rem; } .anomalies p { margin: 0; overflow-wrap: anywhere; } .anomalies small, .cause { color: var(--soft); font-size: .85rem; }
.usual { list-style: none; margin: 0; padding: 0; display: grid; gap: .7rem; } .usual li { display: grid; grid-template-columns: 1fr auto; gap: .15rem 1rem; align-items: baseline; } .usual span { overflow-wrap: anywhere; }
.usual svg { grid-column: 1 / -1; width: 100%; height: .9rem; border-radius: .2rem; background: var(--line); display: block; } .usual .amount { font-weight: 600; white-space: nowrap; } .usual small { color: var(--soft); font-weight: 400; } .usual .facts { grid-column: 1 / -1; font-size: .85rem; }
.spread { fill: var(--m0); fill-opacity: .35; } .middle { fill: var(--m0); } .now { fill: var(--ink); } .unusual { fill: var(--over); } .alone { margin-bottom: 0; }
.narration { margin: 0; } .narration + p { margin: .5rem 0 0; color: var(--soft); font-size: .85rem; }
details { margin-top: .9rem; font-size: .9rem; } summary { cursor: pointer; color: var(--soft); } details .scroll { margin-top: .5rem; }
.scroll { overflow-x: auto; margin: 0 -1.25rem; padding: 0 1.25rem; }
.scroll:focus-visible { outline: 2px solid var(--cacheRead); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { padding: .4rem .6rem; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { padding-left: 0; } th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--soft); font-weight: 500; vertical-align: bottom; }
.name { text-align: left; font-weight: 400; white-space: normal; min-width: 8rem; }
.rest td, .rest th { color: var(--soft); }
tfoot td, tfoot th.name { font-weight: 650; border-bottom: 0; border-top: 2px solid var(--line); }
.notes p { margin: .5rem 0 0; } .notes p:first-child { margin-top: 0; }
.warning { border-left: 3px solid var(--warn); background: var(--warn-paper); padding: .4rem .75rem; border-radius: .25rem; }
.warning strong { color: var(--warn); }
footer { margin-top: 1.5rem; font-size: .85rem; }
@media (max-width: 40rem) { body { padding: 1.25rem .75rem 2rem; } .total { font-size: 2.2rem; } section { padding: 1rem; } .scroll { margin: 0 -1rem; padding: 0 1rem; } }
@media print { details { display: none; } .plot, .treemap { break-inside: avoid; } :root { color-scheme: light; --paper: #fff; --panel: #fff; --ink: #000; --soft: #444; --line: #bbb; --warn: #000; --warn-paper: #fff; }
  .tiles { grid-template-columns: repeat(5, auto); } .plot { height: 8.5rem; } .treemap { height: 11rem; } .spark { height: 2.2rem; margin-top: .2rem; }
  .budgets { grid-template-columns: 1fr 1fr; gap: .6rem 2rem; } .budgets li, .usual li, .anomalies li { break-inside: avoid; } h2, .about, .legend { break-after: avoid; } .total { font-size: 24pt; } .tiles dd { font-size: 13pt; }
  .bars { gap: .35rem; } .bars svg { height: .45rem; } section.notes { break-inside: auto; }
  body { max-width: none; padding: 0; font-size: 9.5pt; } section { border: 0; padding: 0; margin-top: 1.1rem; break-inside: avoid-page; }
  section.long, section:has(.budgets), section:has(.bars) { break-inside: auto; } tr, .bars li { break-inside: avoid; } .scroll { overflow: visible; margin: 0; padding: 0; }
  thead { display: table-header-group; } tfoot { display: table-row-group; } * { print-color-adjust: exact; } table { font-size: 8pt; } .name { min-width: 0; } }
`
