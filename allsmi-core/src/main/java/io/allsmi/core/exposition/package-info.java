/**
 * The Prometheus text format, both directions: a page becomes a host's snapshot, and back. Start at
 * {@code io.allsmi.core.exposition.ScrapeReader}; {@link
 * io.allsmi.core.exposition.ExpositionParser} reads any page into plain samples. What a metric is
 * called on the wire stands in {@code Family} and nowhere else.
 */
package io.allsmi.core.exposition;
