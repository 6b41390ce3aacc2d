package com.example.slurm;

import java.util.List;

/** Prints a line for each user who holds idle GPUs: {@code IdleReport PORT NODE…}. */
public final class IdleReport {
  private IdleReport() {}

  /** Prints the lines; nothing when all GPUs that are held do something. */
  public static void main(String[] args) throws InterruptedException {
    if (args.length < 2) {
      System.err.println("usage: IdleReport PORT NODE...");
      System.exit(2);
    }
    List<String> nodes = List.of(args).subList(1, args.length);
    for (IdleGpus.Holding holding : IdleGpus.of(nodes, Integer.parseInt(args[0])).read()) {
      System.out.println(holding.line());
    }
  }
}
