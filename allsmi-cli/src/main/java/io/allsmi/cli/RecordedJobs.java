package io.allsmi.cli;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.HostSnapshot;
import io.allsmi.core.jobs.NodeHosts;
import io.allsmi.core.slurm.JobInfo;
import io.allsmi.core.slurm.JobList;
import io.allsmi.core.slurm.JobNode;
import io.allsmi.core.source.PlayableSource;
import io.allsmi.core.source.Playback;
import io.allsmi.core.source.PlaybackCommand;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Some jobs of a recording and the hosts that they are on, as if no others had been asked for when
 * it was made.
 */
final class RecordedJobs {
  private final Predicate<JobInfo> choice;

  private RecordedJobs(Predicate<JobInfo> choice) {
    this.choice = choice;
  }

  /** The jobs that the command line names; absent where it names none, and everything is shown. */
  static Optional<RecordedJobs> of(SlurmCommandOptions options) {
    return options.isChosen()
        ? Optional.of(new RecordedJobs(options::namesRecorded))
        : Optional.empty();
  }

  /** A recorded moment with these jobs alone; without hosts where nothing is known of jobs. */
  ClusterSnapshot in(ClusterSnapshot then) {
    Optional<JobList> list = then.jobs().map(this::in);
    Set<HostSnapshot> shown = Collections.newSetFromMap(new IdentityHashMap<>());
    NodeHosts nodes = NodeHosts.of(then.hosts());
    for (JobInfo job : list.map(JobList::jobs).orElse(List.of())) {
      for (JobNode node : job.holdsNodes() ? job.nodes() : List.<JobNode>of()) {
        nodes.host(node.name()).ifPresent(shown::add);
      }
    }
    return new ClusterSnapshot(
        then.takenAt(),
        then.source(),
        then.interval(),
        then.hosts().stream().filter(shown::contains).toList(),
        then.issues(),
        list);
  }

  private JobList in(JobList all) {
    return new JobList(
        all.jobs().stream().filter(choice).toList(), all.readAt(), all.cluster(), all.problem());
  }

  /** A playback with these jobs alone. */
  PlayableSource in(PlayableSource recording) {
    return new PlayableSource() {
      @Override
      public Playback playback() {
        return recording.playback();
      }

      @Override
      public void steer(PlaybackCommand command) {
        recording.steer(command);
      }

      @Override
      public Optional<ClusterSnapshot> poll() throws IOException, InterruptedException {
        return recording.poll().map(RecordedJobs.this::in);
      }

      @Override
      public void close() {
        recording.close();
      }
    };
  }
}
