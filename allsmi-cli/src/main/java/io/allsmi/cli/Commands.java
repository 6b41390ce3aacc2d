package io.allsmi.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Every command by its name, in the order of the help. */
final class Commands {
  private Commands() {}

  static Map<String, Supplier<Object>> byName() {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("view", ViewCommand::new);
    commands.put("users", UsersCommand::new);
    commands.put("jobs", JobsCommand::new);
    commands.put("snapshot", SnapshotCommand::new);
    commands.put("record", RecordCommand::new);
    commands.put("report", ReportCommand::new);
    commands.put("api", ApiCommand::new);
    commands.put("mock", MockCommand::new);
    commands.put("demo", DemoCommand::new);
    commands.put("parse", ParseCommand::new);
    commands.put("config", ConfigCommand::new);
    return commands;
  }
}
