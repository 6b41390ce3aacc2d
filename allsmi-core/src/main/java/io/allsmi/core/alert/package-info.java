/**
 * Alerts: GPUs that become too hot, draw too much, or are held and do nothing. Start at {@link
 * io.allsmi.core.alert.AlertEngine}, which takes one snapshot after another and says what changed.
 * No clock and no thread is in here; where alerts go is an {@link io.allsmi.core.alert.AlertSink}.
 */
package io.allsmi.core.alert;
