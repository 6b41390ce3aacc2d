package io.allsmi.core.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SlurmProperties {
  private static final Map<Function<byte[], SlurmReadings<?>>, String> SAMPLES =
      Map.of(
          out -> SlurmParsers.squeue(out, List.of(), ZoneOffset.UTC),
          "JOBID|USER|STATE|NODELIST|TRES_PER_NODE|TIME_LIMIT|START_TIME|NAME\n"
              + "5_0|ann|RUNNING|n[1-3,7]|gres:gpu:h100:2|1-00:00:00|2026-11-20T09:39:42|a|b\n",
          out -> SlurmParsers.scontrolJob(out, ZoneOffset.UTC),
          "JobId=6 ArrayJobId=5 ArrayTaskId=0 JobName=a b\n   UserId=ann(1001) GroupId=g(1)\n"
              + "   JobState=RUNNING Reason=None\n   NodeList=n[1-2]\n"
              + "     Nodes=n[1-2] CPU_IDs=0-1 Mem=2048 GRES=gpu:a100:1(IDX:0)\n",
          SlurmParsers::scontrolNode,
          "NodeName=n1 CPUAlloc=1 CPUTot=4\n   Gres=gpu:h100:8\n   GresUsed=gpu:h100:1(IDX:0)\n"
              + "   State=MIXED+DRAIN Partitions=gpu\n   Reason=a b [root@now]\n",
          SlurmParsers::scontrolPartition,
          "PartitionName=gpu Default=YES\n   Nodes=n[1-4]\n   TRES=cpu=4,mem=1G,gres/gpu=4\n",
          out -> SlurmParsers.sinfo(out, List.of()),
          "NODELIST   NODES PARTITION       STATE CPUS    GRES\nn[1-2]         2      gpu*  mixed* 64"
              + "   gpu:2\n",
          SlurmParsers::squeueJson,
          "{\"errors\":[],\"jobs\":[{\"job_id\":1,\"nodes\":\"n1\",\"job_state\":[\"RUNNING\"],"
              + "\"gres_detail\":[\"gpu:1(IDX:0)\"],\"time_limit\":{\"number\":5}}]}",
          SlurmParsers::nodesJson,
          "{\"nodes\":[{\"name\":\"n1\",\"state\":[\"IDLE\"],\"gres\":\"gpu:4\",\"cpus\":4}]}",
          SlurmParsers::listPids,
          "PID JOBID STEPID LOCALID GLOBALID\n10 2 batch - -\n",
          SlurmParsers::sdiag,
          "Remote Procedure Call statistics by user\n\troot ( 0) count:9 ave_time:1 total_time:11\n");

  @Property(tries = 300)
  void anyBytesGiveAResult(@ForAll byte[] output) {
    for (Function<byte[], SlurmReadings<?>> parser : SAMPLES.keySet()) {
      SlurmReadings<?> read = parser.apply(output);
      assertThat(read.values().size()).isLessThanOrEqualTo(output.length);
    }
  }

  @Property(tries = 500)
  void damageNeverThrowsAndNeverReachesATerminal(@ForAll long seed) {
    Random random = new Random(seed);
    SAMPLES.forEach(
        (parser, text) -> {
          byte[] output = text.getBytes(StandardCharsets.UTF_8);
          for (int i = 0; i < 6; i++) {
            output[random.nextInt(output.length)] = damage(random);
          }
          SlurmReadings<?> read = parser.apply(output);
          read.issues()
              .forEach(
                  issue -> assertThat(issue.message().chars()).noneMatch(Character::isISOControl));
          for (Object value : read.values()) {
            assertThat(value.toString().chars()).noneMatch(Character::isISOControl);
          }
        });
  }

  /** A parser of JSON quotes what it does not know. */
  @Example
  void whatIsQuotedOfDamagedJsonIsMadeSafe() {
    byte[] output = "{\"jobs\": [{\"job_id\": tr\u0085\u001b}]}".getBytes(StandardCharsets.UTF_8);
    SlurmReadings<JobInfo> read = SlurmParsers.squeueJson(output);
    assertThat(read.issues()).isNotEmpty();
    read.issues()
        .forEach(issue -> assertThat(issue.message().chars()).noneMatch(Character::isISOControl));
  }

  @Property(tries = 300)
  void damageInventsNoDevice(@ForAll long seed) {
    Random random = new Random(seed);
    String text =
        "JobId=6 JobName=x\n   JobState=RUNNING\n   NodeList=n1\n"
            + "     Nodes=n1 CPU_IDs=0 Mem=1 GRES=gpu:a100:2(IDX:4-5)\n";
    byte[] cut =
        Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), random.nextInt(text.length()));
    Set<Integer> found = new HashSet<>();
    for (JobInfo job : SlurmParsers.scontrolJob(cut, ZoneOffset.UTC).values()) {
      job.nodes().forEach(node -> node.gpus().forEach(gpu -> found.addAll(gpu.indices())));
    }
    assertThat(Set.of(4, 5)).containsAll(found);
  }

  private static byte damage(Random random) {
    String likely = "\n,|:{}[]\"<>()=/-9# \u0000\u001b\u001f";
    return (byte)
        (random.nextBoolean()
            ? likely.charAt(random.nextInt(likely.length()))
            : random.nextInt(256));
  }
}
