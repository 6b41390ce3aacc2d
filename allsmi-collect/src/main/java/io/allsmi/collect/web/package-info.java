/**
 * The embedded web server behind a narrow seam: {@link io.allsmi.collect.web.WebServer} is the one
 * class that knows the library. Not exported.
 */
package io.allsmi.collect.web;
