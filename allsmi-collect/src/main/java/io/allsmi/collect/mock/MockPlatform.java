package io.allsmi.collect.mock;

/**
 * What kind of devices the nodes of a mock cluster have.
 *
 * @since 0.30
 */
public enum MockPlatform {
  /** NVIDIA H200. */
  NVIDIA,
  /** AMD Instinct MI300X. */
  AMD,
  /** Apple silicon: one GPU per node, and no process holds it, as Apple does not tell. */
  APPLE,
  /** Intel Gaudi 3. */
  GAUDI,
  /** All of them: of ten nodes six NVIDIA, two AMD, one Gaudi and one Apple. */
  MIXED
}
