#include <libgrid/workflow/detail/report_page.hpp>

namespace libgrid::workflow::detail::report {

// One colour per meaning, from the palette of Okabe and Ito (told apart by colour-blind readers) and in print:
// blue = has a zone, orange = border or hot, grey = no zone, vermilion = came back.
std::string_view page_style() {
  return R"css(
:root { --ink: #22292f; --muted: #5d6872; --rule: #d8dde1; --paper: #fff; --wash: #f5f6f7;
  --assigned: #3b78a8; --border: #e0a030; --open: #9aa3ab; --outside: #62696f; --refused: #22292f; --rebound: #c4501b; }
* { box-sizing: border-box; }
html { font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: var(--ink); background: var(--paper); }
html[data-language=zh] .en, html[data-language=en] .zh { display: none; }
body { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .3rem; font-weight: 650; }
h2 { font-size: 1.3rem; margin: 2.8rem 0 .8rem; padding-top: .7rem; border-top: 2px solid var(--ink); font-weight: 650; break-after: avoid; }
p { margin: .6rem 0; max-width: 48rem; }
.period { color: var(--muted); font-size: 1.05rem; }
.lead { font-size: 1.08rem; }
.fine, figcaption { color: var(--muted); font-size: .87rem; }
code { font: .82em/1.4 ui-monospace, "SF Mono", Consolas, "Noto Sans Mono", monospace; overflow-wrap: anywhere; }
.switch { position: absolute; top: 1rem; right: 1.5rem; display: flex; }
.switch button { font: inherit; font-size: .85rem; padding: .2rem .7rem; border: 1px solid var(--muted); background: none; color: var(--ink); cursor: pointer; }
.switch button + button { border-left: 0; }
.switch button[aria-pressed=true] { background: var(--ink); color: var(--paper); }
.cards { list-style: none; display: grid; grid-template-columns: repeat(4, 1fr); gap: .7rem; padding: 0; margin: 1.6rem 0 0; }
.card { background: var(--wash); border-top: 3px solid var(--assigned); padding: .7rem .9rem .8rem; break-inside: avoid; }
.card span { display: block; }
.card .big { font-size: 1.55rem; font-weight: 650; line-height: 1.25; font-variant-numeric: tabular-nums; white-space: nowrap; }
.card .note { color: var(--muted); font-size: .82rem; line-height: 1.35; }
.card .name { font-size: .93rem; line-height: 1.35; }
html[data-language=zh] .card .en, html[data-language=en] .card .zh { display: none; }
.card .zh, .card .en { display: inline; }
figure { margin: 1.2rem 0 1.6rem; break-inside: avoid; }
figcaption { margin-top: .5rem; }
.picked { min-height: 1.5em; margin: .3rem 0 0; font-weight: 600; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .15rem 1.3rem; padding: 0; margin: .5rem 0 0; font-size: .87rem; }
.swatch { width: .85rem; height: .85rem; margin-right: .4rem; vertical-align: -.1rem; }
.scroll { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding-bottom: .35rem; }
th, td { padding: .28rem .6rem; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; }
tbody th { font-weight: 500; } tbody th, tfoot th { white-space: nowrap; } details tbody th { white-space: normal; }
thead th { border-bottom: 1.5px solid var(--ink); font-weight: 600; vertical-align: bottom; line-height: 1.3; }
tfoot th, tfoot td { border-top: 1.5px solid var(--ink); border-bottom: 0; font-weight: 600; }
th.number, td.number { text-align: right; white-space: nowrap; }
thead th.number { white-space: normal; } thead .zh { word-break: keep-all; }
tr { break-inside: avoid; }
.sources { table-layout: fixed; } .sources th:nth-child(1) { width: 24%; } .sources th:nth-child(2) { width: 20%; } .sources th:nth-child(3) { width: 16%; }
.sources td { overflow-wrap: anywhere; } .sources td.number { white-space: normal; }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 2rem; }
details { margin: 1rem 0; }
summary { cursor: pointer; font-weight: 600; }
svg { display: block; width: 100%; height: auto; overflow: visible; }
svg.swatch { display: inline-block; width: .85rem; }
svg text { fill: var(--ink); } .chart text { font-size: 13px; }
.chart .synthetic, .map .synthetic, .cells .synthetic { text-anchor: end; fill: #b3261e; font-weight: 600; } .notice { border-left: 4px solid #b3261e; padding-left: .7rem; }
.end { text-anchor: end; } .middle { text-anchor: middle; }
svg .muted { fill: var(--muted); } svg .value { font-weight: 600; }
.assigned { fill: var(--assigned); } .border { fill: var(--border); } .open { fill: var(--open); } .outside { fill: var(--outside); } .refused { fill: var(--refused); }
.axis { stroke: var(--ink); stroke-width: 1; } .gridline { stroke: var(--rule); stroke-width: 1; }
.bar { fill: var(--assigned); } .band { fill: #e8eef3; } .target { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 4 3; }
.curve { fill: none; stroke: var(--assigned); stroke-width: 2; stroke-linejoin: round; } .curve.rebound { stroke: var(--rebound); } .curve.alone { stroke: var(--muted); stroke-dasharray: 4 3; }
.dot { fill: var(--assigned); stroke: var(--assigned); stroke-width: 1.5; } .dot.rebound { fill: var(--rebound); stroke: var(--rebound); }
.dot.hollow { fill: var(--paper); } .dot.plain { stroke: var(--muted); }
.whisker { stroke: var(--rebound); stroke-width: 1.5; }
.map path, .cells path { vector-effect: non-scaling-stroke; fill-rule: evenodd; }
.tint0 { fill: #d6e3ee; } .tint1 { fill: #f3e6c8; } .tint2 { fill: #dcead6; } .tint3 { fill: #eedcdc; } .tint4 { fill: #e3deee; } .tint5 { fill: #e9e9e4; }
.zone { fill: #fff; fill-opacity: 0; stroke: #6b7680; stroke-width: .6; } .zone:hover { fill-opacity: .55; }
.zonekey { fill: #fff; stroke: #6b7680; }
.upper { fill: none; stroke: #4a555e; stroke-width: 1.4; stroke-linejoin: round; }
.link { fill: none; stroke: var(--rebound); stroke-width: 1.6; stroke-dasharray: 5 3; }
.uppers, .codes, .places .placerank { pointer-events: none; }
.codes text { text-anchor: middle; fill: #3c464e; }
.map .uppercode { font-size: 200px; font-weight: 700; text-anchor: middle; fill: #22292f; paint-order: stroke; stroke: #fff; stroke-width: 50px; stroke-opacity: .75; stroke-linejoin: round; pointer-events: none; }
.place { fill: var(--rebound); stroke: #fff; stroke-width: 1.2; vector-effect: non-scaling-stroke; } .map .placerank { font-size: 100px; font-weight: 700; text-anchor: middle; fill: #fff; }
.map .narrow { font-size: 84px; letter-spacing: -4px; } .map .maptext { font-size: 170px; } .scalebar { fill: none; stroke: var(--ink); stroke-width: 1.5; } .north { fill: var(--ink); }
.multiples { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1rem 1.4rem; } .multiples figure, .sheets figure { margin: 0; }
.sheets { display: grid; grid-template-columns: 1fr 1fr; gap: 1.6rem; margin-top: 1rem; align-items: end; }
.z0 { fill: #eceeef; } .z1 { fill: #fde7c4; } .z2 { fill: #f9bf70; } .z3 { fill: #e07f2b; } .z4 { fill: #9c3d0c; } .cold { fill: #a9cbe3; }
.hotframe { fill: none; stroke: #2b1300; stroke-width: .9; } .framekey { fill: none; stroke: #2b1300; stroke-width: 1.5; }
@media (max-width: 46rem) { .cards { grid-template-columns: 1fr 1fr; } .columns { grid-template-columns: 1fr; gap: 0; } .multiples { grid-template-columns: 1fr 1fr; } }
@media print { html { font-size: 10pt; } tfoot { display: table-row-group; } body { max-width: none; padding: 0; } .switch, .picked { display: none; } h2 { margin-top: 1.6rem; }
  .cards { grid-template-columns: repeat(4, 1fr); } .columns { grid-template-columns: 1fr 1fr; } .multiples { grid-template-columns: repeat(3, 1fr); }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } .map { max-height: 235mm; } }
@page { size: A4; margin: 15mm 14mm; }
)css";
}

}  // namespace libgrid::workflow::detail::report
