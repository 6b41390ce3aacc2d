package io.allsmi.tui.state;

import io.allsmi.core.table.Column;
import io.allsmi.core.table.Csv;
import io.allsmi.core.table.JobColumns;
import io.allsmi.core.table.JobGroupColumns;
import io.allsmi.core.table.ProcessColumns;
import io.allsmi.core.table.UserColumns;
import io.allsmi.core.table.UserHostColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;

/** What is on the screen in Users and in Jobs as CSV: the level, its order and its filter. */
final class Exports {
  private Exports() {}

  static Transition of(ViewState state, ClusterView view) {
    List<Row> rows = view.listing(state).matching();
    String csv =
        switch (state.place()) {
          case USER_HOSTS ->
              csv(UserHostColumns.ALL, Row.UserHost.class, Row.UserHost::usage, rows);
          case USER_PROCESSES ->
              csv(ProcessColumns.ALL, Row.OnDevice.class, Row.OnDevice::process, rows);
          case JOBS -> jobs(state.jobs(), rows);
          default ->
              csv(UserColumns.of(state.users().grouping()), Row.User.class, Row.User::user, rows);
        };
    String about = state.place() == InputMode.JOBS ? "jobs" : "users";
    return Transition.with(state, new Effect.Export(about, csv, rows.size()));
  }

  private static String jobs(JobsChoice choice, List<Row> rows) {
    return choice.isOfGroups()
        ? csv(
            JobGroupColumns.of(choice.grouping().orElseThrow()),
            Row.JobsOf.class,
            Row.JobsOf::group,
            rows)
        : csv(JobColumns.ALL, Row.Job.class, Row.Job::usage, rows);
  }

  private static <R extends Row, V> String csv(
      List<Column<V>> columns, Class<R> type, Function<R, V> value, List<Row> rows) {
    StringBuilder out = new StringBuilder();
    try {
      Csv.write(columns, rows.stream().map(type::cast).map(value).toList(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }
}
