package io.allsmi.collect.remote;

import io.allsmi.core.Transport;

/** What a host's devices can be read with. */
public enum RemoteTool {
  /** This program, or one that writes the same snapshots. */
  NATIVE("native", Transport.SSH_NATIVE),
  /** NVIDIA's tool. */
  NVIDIA_SMI("nvidia-smi", Transport.SSH_NVIDIA_SMI),
  /** AMD's tool. */
  AMD_SMI("amd-smi", Transport.SSH_AMD_SMI),
  /** AMD's tool before that. */
  ROCM_SMI("rocm-smi", Transport.SSH_ROCM_SMI);

  private final String word;
  private final Transport transport;

  RemoteTool(String word, Transport transport) {
    this.word = word;
    this.transport = transport;
  }

  /** Its name on the screen and for the host. */
  public String word() {
    return word;
  }

  Transport transport() {
    return transport;
  }
}
