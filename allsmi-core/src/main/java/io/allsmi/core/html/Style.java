package io.allsmi.core.html;

/**
 * How the page looks. Colours are variables, once for light, once for dark, and print is light. The
 * users' colours are Okabe and Ito's, which colour-blind readers tell apart; every second one is
 * hatched too. The scale of utilisation goes from pale to strong and reads in grey as well.
 */
final class Style {
  private static final String LIGHT =
      """
      --page:#f6f7f9;--card:#fff;--ink:#1b2430;--dim:#5b6776;--line:#e1e5ea;--soft:#eef1f4;
      --track:#f1f3f5;--dot:#c3cad2;--gap:#8a94a0;--gap-back:#ffffffb8;--limit:#5b6776;
      --halo:#ffffffd0;--warn:#8a4b00;--warn-back:#fff4e0;--warn-line:#f0c982;--bar:#d8e6f3;
      --u0:#0072b2;--u1:#e69f00;--u2:#009e73;--u3:#cc79a7;--u4:#56b4e9;--u5:#d55e00;--u6:#f0e442;
      --u7:#7a5fb0;--u8:#a3abb5;--hatch:#ffffff4d;
      --k0:#edf3f8;--k1:#cfe1f0;--k2:#9ecae1;--k3:#6baed6;--k4:#3182bd;--k5:#0f5b9e;--k6:#08306b;
      """;

  private static final String DARK =
      """
      --page:#12161c;--card:#1a2029;--ink:#e6eaf0;--dim:#98a4b3;--line:#2c3541;--soft:#232b36;
      --track:#1f2630;--dot:#465261;--gap:#8793a1;--gap-back:#1a2029b8;--limit:#98a4b3;
      --halo:#12161cc0;--warn:#ffcf87;--warn-back:#33270f;--warn-line:#6b5220;--bar:#24425e;
      --u0:#2b8fd0;--u1:#e69f00;--u2:#12a97e;--u3:#cc79a7;--u4:#7cc6f0;--u5:#e0702a;--u6:#e3d84a;
      --u7:#9a80d0;--u8:#7b8693;--hatch:#12161c4d;
      --k0:#202c3a;--k1:#1f4263;--k2:#20608f;--k3:#2f86bd;--k4:#58abdb;--k5:#98d0ee;--k6:#e3f4fd;
      """;

  private static final String RULES =
      """
      *{box-sizing:border-box}
      body{margin:0;background:var(--page);color:var(--ink);line-height:1.45;
      font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
      main{max-width:1200px;margin:0 auto;padding:28px 24px 48px}
      h1{font-size:26px;line-height:1.2;margin:0 0 4px;letter-spacing:-.01em}
      h2{font-size:17px;margin:0 0 2px}
      p{margin:0}
      .dim,figcaption,.sub{color:var(--dim)}
      .sub{font-variant-numeric:tabular-nums}
      .card{background:var(--card);border:1px solid var(--line);border-radius:10px;
      padding:18px 20px;margin-top:18px}
      figure{margin:0}
      figcaption{font-size:13px;margin-bottom:10px}
      .missing{list-style:none;margin:14px 0 0;padding:10px 14px;border:1px solid var(--warn-line);
      border-radius:8px;background:var(--warn-back);color:var(--warn);font-size:14px}
      .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;
      margin:18px 0 0;padding:0}
      .tiles div{background:var(--card);border:1px solid var(--line);border-radius:10px;
      padding:12px 14px}
      .tiles dt{font-size:13px;color:var(--dim)}
      .tiles dd{margin:0;font-size:13px;color:var(--dim)}
      .tiles dd.big{font-size:22px;white-space:nowrap;line-height:1.25;color:var(--ink);font-weight:600;
      font-variant-numeric:tabular-nums}
      .scroll{overflow-x:auto}
      .chart{display:block;width:100%;min-width:760px;height:auto}
      .chart text{font-size:12px;fill:var(--ink)}
      .chart .tick{fill:var(--dim)}
      .chart .tick.day{fill:var(--ink);font-weight:600}
      .grid{stroke:var(--line);fill:none}
      .grid.day{stroke:var(--dot)}
      .host .name{font-variant-numeric:tabular-nums}
      .capacity{fill:var(--soft)}
      .limit{fill:none;stroke:var(--limit);stroke-width:1.5;stroke-dasharray:5 3}
      .busy{fill:none;stroke:var(--ink);stroke-width:1.6;stroke-linejoin:round}
      .busy-halo{fill:none;stroke:var(--halo);stroke-width:4;stroke-linejoin:round}
      .hatch{fill:url(#hatch)}
      .track{fill:var(--track)}
      .dots{fill:url(#dots)}
      .gap-back{fill:var(--gap-back)}
      .gap-hatch{fill:url(#gap)}
      .chart .gap-label{fill:var(--ink);font-size:11px;paint-order:stroke;stroke:var(--card);
      stroke-width:4px}
      .chart .label{font-weight:600;fill:#fff;stroke-width:4px;paint-order:stroke;
      stroke-linejoin:round}
      .chart .l1,.chart .l4,.chart .l6,.chart .l8,.chart .l3{fill:#10151b}
      .legend{display:flex;flex-wrap:wrap;gap:4px 18px;list-style:none;margin:10px 0 0;padding:0;
      font-size:13px}
      .legend li{display:flex;align-items:center;gap:6px}
      .swatch{width:14px;height:14px;flex:none}
      table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}
      caption{text-align:left;padding-bottom:8px;font-size:13px}
      th,td{padding:5px 10px;text-align:left;border-bottom:1px solid var(--line);white-space:nowrap}
      th{font-size:12px;font-weight:600;color:var(--dim);letter-spacing:.02em}
      td.n,th.n{text-align:right}
      tbody tr:hover{background:var(--soft)}
      tfoot td{font-weight:600;border-bottom:0;border-top:2px solid var(--line)}
      .who{position:relative;display:block;min-width:150px;padding:1px 6px;border-radius:4px}
      .who i{position:absolute;left:0;top:0;bottom:0;background:var(--bar);border-radius:4px}
      .who b{position:relative;font-weight:500}
      .tag{position:relative;margin-left:6px;font-size:11px;color:var(--dim);
      border:1px solid var(--line);border-radius:9px;padding:0 6px}
      .notes{font-size:13px;color:var(--dim)}
      .notes h2{color:var(--ink)}
      .notes dt{color:var(--ink);font-weight:600;margin-top:8px}
      .notes dd{margin:0}
      @page{margin:12mm}
      @media print{
      body{background:#fff;font-size:12px;print-color-adjust:exact;-webkit-print-color-adjust:exact}
      main{max-width:none;padding:0}
      .card{break-inside:avoid;border-color:#ccc;padding:10px 12px}
      .card.long{break-inside:auto}
      tr{break-inside:avoid}
      .chart{min-width:0}
      .tiles{grid-template-columns:repeat(6,1fr);gap:8px}
      .tiles div{padding:8px 10px}
      .tiles dd.big{font-size:17px}
      .legend,.tiles dd,.tiles dt,.missing{font-size:11px}
      .scroll{overflow:visible}
      th,td{padding:3px 6px}
      table{font-size:11px}
      }
      """;

  /** Colours by class, and the patterns that the charts are filled with. */
  private static final int USERS = 9;

  private static final int CLASSES = 7;

  /** Patterns, in a drawing of no size: a drawing that is not shown has none. */
  static final String PATTERNS =
      """
      <svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>
      <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" \
      patternTransform="rotate(45)"><rect width="1.4" height="6" style="fill:var(--hatch)"/></pattern>
      <pattern id="gap" width="7" height="7" patternUnits="userSpaceOnUse" \
      patternTransform="rotate(-45)"><rect width="1.6" height="7" style="fill:var(--gap)"/></pattern>
      <pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">\
      <circle cx="3" cy="3" r="0.9" style="fill:var(--dot)"/></pattern>
      </defs></svg>
      """;

  private Style() {}

  static String css() {
    StringBuilder css = new StringBuilder();
    css.append(":root{color-scheme:light dark;").append(LIGHT).append("}\n");
    css.append("@media screen and (prefers-color-scheme:dark){:root{").append(DARK).append("}}\n");
    css.append(RULES);
    for (int i = 0; i < USERS; i++) {
      css.append(".u" + i + "{fill:var(--u" + i + ")}");
      css.append(".l" + i + "{stroke:var(--u" + i + ")}");
    }
    for (int i = 0; i < CLASSES; i++) {
      css.append(".k" + i + "{fill:var(--k" + i + ")}");
    }
    return css.append('\n').toString();
  }
}
