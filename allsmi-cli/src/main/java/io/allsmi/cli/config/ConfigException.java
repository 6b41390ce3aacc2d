package io.allsmi.cli.config;

/** There is a configuration that cannot be used; the message says which line and why. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean named;

  ConfigException(String message, boolean named) {
    super(message);
    this.named = named;
  }

  /** Whether the command line named the file, so that it is the command line that is wrong. */
  public boolean isNamed() {
    return named;
  }
}
