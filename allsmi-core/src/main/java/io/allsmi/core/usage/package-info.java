/**
 * Who uses what: process rows of many hosts become one row per user. Start at {@link
 * io.allsmi.core.usage.UserAggregator}. What counts as a system account is decided here too.
 */
package io.allsmi.core.usage;
