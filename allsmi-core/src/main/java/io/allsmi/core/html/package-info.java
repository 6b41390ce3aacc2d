/**
 * A report as one HTML file that needs nothing else: no script, no font, no picture, no request.
 * Start at {@link io.allsmi.core.html.ReportHtml}.
 */
package io.allsmi.core.html;
