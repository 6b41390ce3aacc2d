package io.allsmi.core.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/**
 * Says in words what went wrong with a file. Java's own messages are often nothing but the path.
 *
 * @since 0.30.0
 */
public final class FileFaults {
  private FileFaults() {}

  /** {@code path: expected …, got …} in one line; the message itself where it has its reason. */
  public static String explain(IOException fault) {
    return fault instanceof FileSystemException named && named.getFile() != null
        ? firstLine(named.getFile()) + ": " + words(named)
        : firstLine(fault.getMessage());
  }

  private static String words(FileSystemException fault) {
    if (fault instanceof NoSuchFileException) {
      return "expected a file, got nothing at that path";
    }
    if (fault instanceof AccessDeniedException) {
      return "expected to be allowed to open it, got no permission";
    }
    if (fault instanceof FileAlreadyExistsException) {
      return "expected no file at that path, got one";
    }
    if (fault instanceof NotDirectoryException) {
      return "expected a folder, got something else";
    }
    if (fault instanceof FileSystemLoopException) {
      return "expected a path that ends, got links that lead round";
    }
    return reason(fault);
  }

  private static String reason(FileSystemException fault) {
    String reason = fault.getReason();
    return reason == null || reason.isBlank()
        ? "expected to be able to use it, got no reason from the system"
        : "expected to be able to use it, got '" + firstLine(reason) + "'";
  }

  private static String firstLine(@Nullable String text) {
    return text == null || text.isBlank()
        ? "no reason was given"
        : text.lines().findFirst().orElse("");
  }
}
