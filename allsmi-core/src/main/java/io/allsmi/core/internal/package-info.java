/**
 * What the readers and writers of this module share and nobody else may use: bounded text, limits,
 * the JSON library. Not exported.
 */
package io.allsmi.core.internal;
