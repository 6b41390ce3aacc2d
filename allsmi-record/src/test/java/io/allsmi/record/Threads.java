package io.allsmi.record;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Executors as callers may have them, good ones and odd ones. */
enum Threads {
  /** Does all work where it is asked to. */
  DIRECT {
    @Override
    Executor executor(ExecutorService unused, Random random) {
      return Runnable::run;
    }
  },
  ONE {
    @Override
    Executor executor(ExecutorService one, Random random) {
      return one;
    }
  },
  /** A thread for each piece of work. */
  MANY {
    @Override
    Executor executor(ExecutorService unused, Random random) {
      return task -> new Thread(task).start();
    }
  },
  /** Does work some time after it was asked to, when it is asked again. */
  LATE {
    @Override
    Executor executor(ExecutorService unused, Random random) {
      Queue<Runnable> tasks = new ArrayDeque<>();
      return task -> {
        tasks.add(task);
        while (random.nextInt(3) == 0 && !tasks.isEmpty()) {
          tasks.remove().run();
        }
      };
    }
  },
  FORGETFUL {
    @Override
    Executor executor(ExecutorService unused, Random random) {
      return task -> {};
    }
  },
  /** The one thread it has is the caller's own. */
  CALLERS {
    @Override
    Executor executor(ExecutorService one, Random random) {
      return one;
    }
  };

  /**
   * Makes one.
   *
   * @param one has a single thread
   */
  abstract Executor executor(ExecutorService one, Random random);

  /** Something that is done with an executor. */
  interface Work {
    void with(Executor executor) throws Exception;
  }

  /** Does it, on the thread that is right for this. */
  void run(long seed, Work work) throws Exception {
    ExecutorService one = Executors.newSingleThreadExecutor();
    try {
      Executor executor = executor(one, new Random(seed));
      if (this == CALLERS) {
        one.submit(
                () -> {
                  work.with(executor);
                  return null;
                })
            .get();
      } else {
        work.with(executor);
      }
    } finally {
      one.shutdown();
    }
  }
}
