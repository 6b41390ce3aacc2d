package io.allsmi.collect.nvml;

import java.io.IOException;

/** The driver cannot be asked. */
public final class NvmlException extends IOException {
  private static final long serialVersionUID = 1;

  NvmlException(String message) {
    super(message);
  }
}
