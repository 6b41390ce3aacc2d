/**
 * Where alerts go beside the screen: {@link io.allsmi.collect.alert.Webhook} posts them. What an
 * alert is stands in {@code io.allsmi.core.alert}.
 */
package io.allsmi.collect.alert;
