package io.allsmi.tui;

import io.allsmi.core.file.NewFile;
import java.io.IOException;
import java.nio.file.Path;

/** Whether somebody sees the view for the first time: a file says that it was seen. */
final class FirstRun {
  private FirstRun() {}

  /** Makes the file; whether it was not there. Where it cannot be made nobody is told anything. */
  static boolean at(Path marker) {
    try (NewFile file = NewFile.create(marker)) {
      return file.path().equals(marker);
    } catch (IOException e) {
      return false; // it is there, or nothing can be written: a hint is not worth a word about it
    }
  }
}
