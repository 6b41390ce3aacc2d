/**
 * Who uses what: process rows of many hosts become one row per user. Start at {@code
 * UserAggregator}. What counts as a system account is decided here too.
 */
package io.allsmi.core.usage;
