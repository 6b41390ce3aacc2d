package io.allsmi.collect.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.regex.Pattern;

/** The secret sent as {@code Authorization: Bearer}. Its text is in no message. */
public final class BearerToken {
  private static final int MAX_BYTES = 16 << 10;
  private static final Pattern SENDABLE = Pattern.compile("[!-~]+");

  private final Source source;

  private BearerToken(Source source) {
    this.source = source;
  }

  /**
   * A token that does not change.
   *
   * @throws IllegalArgumentException when it is empty or has characters that no header can carry
   */
  public static BearerToken of(String token) {
    String value = checked("token", token);
    return new BearerToken(() -> value);
  }

  /** The text of a file, blanks around it left out; it is read again when the file has changed. */
  public static BearerToken ofFile(Path file) {
    return new BearerToken(new FileSource(file));
  }

  /**
   * The token as of now.
   *
   * @throws IOException when the file cannot be read or holds no token; the message names the file
   */
  public String current() throws IOException {
    return source.current();
  }

  private static String checked(String subject, String token) {
    String value = token.strip();
    if (!SENDABLE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          subject
              + ": expected a token of printable ASCII characters, got "
              + (value.isEmpty() ? "nothing" : "others"));
    }
    return value;
  }

  private interface Source {
    String current() throws IOException;
  }

  private static final class FileSource implements Source {
    private final Path file;
    private long size = -1;
    private FileTime changedAt = FileTime.fromMillis(0);
    private String value = "";

    FileSource(Path file) {
      this.file = file;
    }

    @Override
    public synchronized String current() throws IOException {
      try {
        BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
        if (facts.size() != size || !facts.lastModifiedTime().equals(changedAt)) {
          value = read();
          size = facts.size();
          changedAt = facts.lastModifiedTime();
        }
        return value;
      } catch (IllegalArgumentException e) {
        throw new IOException(e.getMessage(), e);
      } catch (IOException e) {
        throw new IOException("token file " + file + ": cannot be read", e);
      }
    }

    private String read() throws IOException {
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(MAX_BYTES);
        return checked("token file " + file, new String(bytes, StandardCharsets.UTF_8));
      }
    }
  }
}
