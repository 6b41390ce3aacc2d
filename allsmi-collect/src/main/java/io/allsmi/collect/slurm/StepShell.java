package io.allsmi.collect.slurm;

import io.allsmi.collect.command.ProgramStarter;
import io.allsmi.collect.command.RunningProgram;
import io.allsmi.collect.remote.RemoteShell;
import io.allsmi.collect.remote.ShellOutput;
import io.allsmi.collect.remote.ShellStarter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts shells on one node as steps of a job, and remembers what the last one complained of. */
final class StepShell implements ShellStarter {
  private static final Logger LOG = System.getLogger(StepShell.class.getName());

  private final SrunHost host;
  private final ProgramStarter programs;
  private volatile @Nullable Step last;

  StepShell(SrunHost host, ProgramStarter programs) {
    this.host = host;
    this.programs = programs;
  }

  @Override
  public RemoteShell start(String command, Duration timeout) throws IOException {
    Step step = new Step(programs.start(srun(host, command), timeout));
    last = step;
    return step;
  }

  /** What {@code srun} is started with: root, too, can only step in as the job's owner. */
  static List<String> srun(SrunHost host, String command) {
    List<String> words = new ArrayList<>();
    host.as().ifPresent(account -> words.addAll(List.of("runuser", "-u", account, "--")));
    words.addAll(List.of("srun", "--overlap", "--jobid=" + host.job()));
    host.component().ifPresent(component -> words.add("--het-group=" + component));
    words.addAll(
        List.of("--nodes=1", "--ntasks=1", "--nodelist=" + host.node(), "--quiet", command));
    return List.copyOf(words);
  }

  /** What {@code srun} said last, one line; empty when it said nothing. */
  String complaint() {
    Step step = last;
    return step == null ? "" : step.complaint();
  }

  private static final class Step implements RemoteShell {
    private static final String ERROR = "srun: error: ";
    private static final int CHUNK_BYTES = 8 << 10;

    private final RunningProgram program;
    private volatile String said = "";

    Step(RunningProgram program) {
      this.program = program;
    }

    @Override
    public OutputStream input() {
      return program.input();
    }

    @Override
    public InputStream output() {
      return program.output();
    }

    /** A program has no thread of a connection: one waits for what it writes. */
    @Override
    public void listen(ShellOutput listener) {
      Thread thread = new Thread(() -> handOn(program.output(), listener), "allsmi-srun");
      thread.setDaemon(true);
      thread.start();
    }

    private static void handOn(InputStream output, ShellOutput listener) {
      byte[] chunk = new byte[CHUNK_BYTES];
      try {
        for (int count = output.read(chunk); count >= 0; count = output.read(chunk)) {
          listener.take(chunk, 0, count);
        }
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "the output of a step was closed", e);
      } finally {
        listener.ended();
      }
    }

    /** The first line is the cause, those after it what came of it. */
    String complaint() {
      String now = program.error();
      String first =
          (now.isEmpty() ? said : now)
              .lines()
              .filter(line -> !line.isBlank())
              .findFirst()
              .orElse("");
      return SlurmCommands.shown(first.startsWith(ERROR) ? first.substring(ERROR.length()) : first);
    }

    @Override
    public void close() {
      said = program.error();
      program.close();
    }
  }
}
