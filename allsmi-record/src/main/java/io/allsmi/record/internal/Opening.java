package io.allsmi.record.internal;

import io.allsmi.record.Compression;
import io.allsmi.record.RecordingFormatException;
import io.allsmi.record.RecordingHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of a timeline: which they are, in which order, and whether there are more by now. */
public final class Opening implements Timeline.Files {
  /** What is read of a file to know when it begins. */
  private static final int PEEK = 64 << 10;

  private static final long FIRST_TAIL = 1L << 20;
  private static final long LONGEST_TAIL = 1L << 30;
  private static final int LONGEST_CHECKED_LINE = 1 << 20;
  private static final int MOST_TRIES = 10;

  /** What is taken of a folder. */
  private static final String RECORDINGS = "*.{ndjson,ndjson.zst,ndjson.gz}";

  private final @Nullable Path given;
  private final DamageList damage;
  private List<Member> members;
  private final long firstMillis;

  /**
   * A file.
   *
   * @param key what stays when it is renamed; null where the file system has nothing like that
   * @param size when it was looked at
   * @param first the time of its first snapshot; {@link Long#MAX_VALUE} when it has none
   * @param gone whether it was removed since
   */
  private record Member(
      Path path,
      @Nullable Object key,
      long size,
      long first,
      Optional<RecordingHeader> header,
      boolean gone) {
    Member withoutFile() {
      return new Member(path, key, size, first, header, true);
    }
  }

  private Opening(@Nullable Path given, DamageList damage, List<Member> members) {
    this.given = given;
    this.damage = damage;
    this.members = members;
    firstMillis = members.get(0).first();
  }

  /** Of a file, of the set that a file belongs to, or of a folder. */
  public static Opening of(Path path, DamageList damage) throws IOException {
    List<Path> files = list(path);
    if (files.isEmpty()) {
      throw new RecordingFormatException(
          path + ": expected a folder with recordings (" + RECORDINGS + "), got none in it");
    }
    return new Opening(path, damage, ordered(files, damage));
  }

  /** Of files, by the times of their first snapshots. */
  public static Opening of(List<Path> files, DamageList damage) throws IOException {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("files: expected at least one, got none");
    }
    return new Opening(null, damage, ordered(files, damage));
  }

  private static List<Path> list(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      List<Path> files = new ArrayList<>();
      try (DirectoryStream<Path> all = Files.newDirectoryStream(path, RECORDINGS)) {
        for (Path file : all) {
          if (Files.isRegularFile(file)) {
            files.add(file);
          }
        }
      }
      files.sort(Comparator.naturalOrder());
      return files;
    }
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    List<Path> set = SegmentName.ofMember(path).files();
    Path absolute = path.toAbsolutePath();
    return set.size() > 1 && set.contains(absolute) ? set : List.of(path);
  }

  private static List<Member> ordered(List<Path> files, DamageList damage) throws IOException {
    List<Member> members = new ArrayList<>();
    IOException none = null;
    for (Path file : files) {
      Peek peek = new Peek(file, damage);
      members.add(peek.member());
      if (none == null) {
        none = peek.complaint();
      }
    }
    members.sort(Comparator.comparingLong(Member::first)); // stable: else by number
    if (members.get(0).first() == Long.MAX_VALUE) {
      throw none == null ? new RecordingFormatException(files.get(0) + Peek.NOTHING) : none;
    }
    return members;
  }

  @Override
  public int count() {
    return members.size();
  }

  @Override
  public SegmentReader open(int segment) throws IOException {
    Path path = where(segment);
    return SegmentReader.open(path, damage.of(path));
  }

  /** Where a file is by now: it may have been set aside since the last look. */
  private Path where(int segment) throws IOException {
    Member known = members.get(segment);
    if (given == null || isAt(known.path(), known.key())) {
      return known.path();
    }
    for (Member fresh : present()) {
      if (isSame(fresh, known)) {
        return fresh.path();
      }
    }
    members.set(segment, known.withoutFile());
    throw new NoSuchFileException(known.path().toString());
  }

  private static boolean isAt(Path path, @Nullable Object key) throws IOException {
    return Files.exists(path)
        && (key == null
            || key.equals(Files.readAttributes(path, BasicFileAttributes.class).fileKey()));
  }

  @Override
  public boolean isGone(int segment) {
    return members.get(segment).gone();
  }

  /** The files in their order. */
  public List<Path> files() {
    return members.stream().map(Member::path).toList();
  }

  /** The first there is. */
  public Optional<RecordingHeader> header() {
    return members.stream().flatMap(member -> member.header().stream()).findFirst();
  }

  /** The time of the first snapshot, in milliseconds. */
  public long firstMillis() {
    return firstMillis;
  }

  /**
   * The latest time of the end of the last file; {@link Long#MIN_VALUE} when only reading all of it
   * would tell.
   */
  public long tailLatest() throws IOException {
    for (int i = members.size() - 1; i >= 0; i--) {
      Member member = members.get(i);
      if (member.first() != Long.MAX_VALUE && !member.gone()) {
        try (SegmentReader reader = SegmentReader.open(member.path(), new Silence())) {
          return tail(reader);
        }
      }
    }
    return Long.MIN_VALUE;
  }

  private static long tail(SegmentReader reader) throws IOException {
    if (reader.compression() == Compression.NONE) {
      return plainTail(reader);
    }
    Optional<BlockInput.Found> last = FactsChain.last(reader);
    if (last.isEmpty()) {
      return Long.MIN_VALUE;
    }
    long latest = last.get().facts().frames() == 0 ? Long.MIN_VALUE : last.get().facts().latest();
    reader.seek(last.get().offset(), 0);
    for (Optional<Chunk> chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
      latest = Math.max(latest, chunk.get().latest());
    }
    return latest;
  }

  private static long plainTail(SegmentReader reader) throws IOException {
    long size = reader.size();
    for (long reach = FIRST_TAIL; reach <= LONGEST_TAIL; reach *= 8) {
      long from = Math.max(0, size - reach);
      reader.seek(0, from);
      long latest = Long.MIN_VALUE;
      for (Optional<Chunk> chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
        latest = Math.max(latest, chunk.get().latest());
      }
      if (latest != Long.MIN_VALUE || from == 0) {
        return latest;
      }
    }
    return Long.MIN_VALUE;
  }

  /** Whether there is more than when this was asked last; files that were renamed are followed. */
  public boolean hasGrown() throws IOException {
    List<Member> fresh = present();
    List<Member> next = new ArrayList<>();
    boolean grown = false;
    for (Member known : members) {
      Optional<Member> same = fresh.stream().filter(f -> isSame(f, known)).findFirst();
      grown |= same.isEmpty() ? !known.gone() : same.get().size() != known.size();
      next.add(same.orElseGet(known::withoutFile));
    }
    for (Member one : fresh) {
      if (members.stream().noneMatch(known -> isSame(one, known))) {
        next.add(one);
        grown = true;
      }
    }
    members = next;
    return grown;
  }

  /** The files that there are now; one that is renamed meanwhile is looked for again. */
  private List<Member> present() throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        List<Member> fresh = new ArrayList<>();
        for (Path path : now()) {
          fresh.add(new Peek(path, damage).member());
        }
        return fresh;
      } catch (NoSuchFileException e) {
        if (tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  private List<Path> now() throws IOException {
    if (given == null) {
      return members.stream()
          .filter(m -> !m.gone())
          .map(Member::path)
          .filter(Files::exists)
          .toList();
    }
    // While a file is set aside, the one that was given is not there.
    return Files.exists(given) ? list(given) : SegmentName.ofMember(given).files();
  }

  /** By its key, which a new file may have when the known one was removed: so by its start, too. */
  private static boolean isSame(Member fresh, Member known) {
    boolean begun = known.first() != Long.MAX_VALUE;
    if (known.gone() || (begun && fresh.first() != known.first())) {
      return false;
    }
    return (fresh.key() == null || known.key() == null)
        ? fresh.path().equals(known.path())
        : Objects.equals(fresh.key(), known.key());
  }

  /** Tells nobody. */
  private static final class Silence implements SegmentReader.Notes {
    @Override
    public void damage(long offset, long bytes, long frames) {
      // whoever reads it for good is told
    }

    @Override
    public void line(LineLook.Kind kind, LineLook look, byte[] bytes, int start, int end, long at) {
      // the same
    }
  }

  /** The beginning of a file, up to its first snapshot. */
  private static final class Peek implements SegmentReader.Notes {
    static final String NOTHING = ": expected a recording with snapshots, got none in it";

    private final Path path;
    private final DamageList damage;
    private long first = Long.MAX_VALUE;
    private Optional<RecordingHeader> header = Optional.empty();
    private String malformed = "";
    private boolean damaged;
    private long schema = Lines.SCHEMA;
    private long size;

    Peek(Path path, DamageList damage) throws IOException {
      this.path = path;
      this.damage = damage;
      try (SegmentReader reader = SegmentReader.open(path, this, PEEK)) {
        size = reader.size();
        reader.inParts();
        Optional<Chunk> chunk = reader.next();
        while (chunk.isPresent() && chunk.get().count() == 0) {
          chunk = reader.next();
        }
        if (chunk.isPresent() && first == Long.MAX_VALUE) {
          first = chunk.get().time(0);
          check(chunk.get());
        }
      }
      if (schema != Lines.SCHEMA) {
        throw new RecordingFormatException(
            "replay: unsupported schema version " + schema + ", this all-smi supports schema 1");
      }
    }

    private void check(Chunk chunk) {
      int length = chunk.end(0) - chunk.start(0);
      LineLook look = new LineLook();
      if (length <= LONGEST_CHECKED_LINE
          && look.read(chunk.bytes(), chunk.start(0), chunk.end(0)) == LineLook.Kind.OTHER_SCHEMA) {
        schema = look.schema();
      }
    }

    Member member() throws IOException {
      Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
      return new Member(path, key, size, first, header, false);
    }

    @Nullable IOException complaint() {
      if (first != Long.MAX_VALUE) {
        return null;
      }
      if (size == 0) {
        return new RecordingFormatException(path + ": expected a recording, got an empty file");
      }
      String got =
          damaged
              ? ": expected a recording, got no block that can be read"
              : malformed.isEmpty() ? NOTHING : ": expected a recording, got " + malformed;
      return new RecordingFormatException(path + got);
    }

    @Override
    public void damage(long offset, long bytes, long frames) {
      damaged = true;
      damage.of(path).damage(offset, bytes, frames);
    }

    @Override
    public void line(LineLook.Kind kind, LineLook look, byte[] bytes, int start, int end, long at) {
      if (kind == LineLook.Kind.OTHER_SCHEMA && malformed.isEmpty() && header.isEmpty()) {
        schema = look.schema();
      } else if (kind == LineLook.Kind.MALFORMED && malformed.isEmpty()) {
        malformed = LineLook.shown(bytes, start, end);
      } else if (kind == LineLook.Kind.HEADER && header.isEmpty()) {
        header = HeaderLine.read(new String(bytes, start, end - start, StandardCharsets.UTF_8));
      }
    }
  }
}
