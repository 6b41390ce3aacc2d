/**
 * One HTTP request, with every limit and every failure named: the only package that imports the
 * HTTP client. It knows bytes and {@link io.allsmi.core.FailureKind}; when to ask whom is decided
 * by its callers.
 */
package io.allsmi.collect.internal;
