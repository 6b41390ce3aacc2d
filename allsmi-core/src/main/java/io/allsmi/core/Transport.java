package io.allsmi.core;

/** How a host was reached. */
public enum Transport {
  /** This machine. */
  LOCAL("local"),
  /** An exporter's page over HTTP or HTTPS. */
  HTTP("http"),
  /** A server that already scrapes the fleet. */
  PROMETHEUS("prometheus"),
  /** SSH, before it is known what the host has. */
  SSH("ssh"),
  /** {@code snapshot} of an installed program, over SSH. */
  SSH_NATIVE("ssh/native"),
  /** {@code nvidia-smi} over SSH. */
  SSH_NVIDIA_SMI("ssh/nvidia-smi"),
  /** {@code rocm-smi} over SSH. */
  SSH_ROCM_SMI("ssh/rocm-smi"),
  /** {@code amd-smi} over SSH. */
  SSH_AMD_SMI("ssh/amd-smi");

  private final String wireName;

  Transport(String wireName) {
    this.wireName = wireName;
  }

  /** The name used in JSON. */
  public String wireName() {
    return wireName;
  }
}
