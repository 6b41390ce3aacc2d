package io.allsmi.core.shim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The cards of a rocm-smi output by their numbers, and its processes. */
final class RocmCards {
  private final Harvest harvest;
  private final Map<Integer, RocmCard> cards = new TreeMap<>();
  private final List<Reading> drivers = new ArrayList<>();
  private final List<Reading> processes = new ArrayList<>();

  RocmCards(Harvest harvest) {
    this.harvest = harvest;
  }

  /** The card of that number as it is written, such as {@code 0}; empty when it is no number. */
  Optional<RocmCard> card(String number, int line) {
    int parsed = number.length() > 6 || !Numbers.is(number) ? -1 : (int) Double.parseDouble(number);
    return parsed < 0
        ? Optional.empty()
        : Optional.of(cards.computeIfAbsent(parsed, key -> new RocmCard(line)));
  }

  /** A reading about the whole system: the driver's version, or a process by {@code PID…}. */
  void system(Reading reading) {
    if (reading.name().equalsIgnoreCase("Driver version")) {
      drivers.add(reading);
    } else if (reading.name().startsWith("PID")) {
      processes.add(reading);
    }
  }

  ShimReadings readings() {
    Map<Integer, GpuDraft> drafts = new TreeMap<>();
    cards.forEach((number, card) -> drafts.put(number, card.draft(number, harvest)));
    drafts.values().forEach(draft -> shareUuid(draft, drafts));
    drafts.forEach(
        (number, draft) -> {
          drivers.forEach(version -> NvidiaField.DRIVER.set(draft, version));
          RocmCard card = cards.get(number);
          harvest.add(draft, card == null ? 0 : card.line());
        });
    processes.forEach(process -> process(process, drafts));
    return harvest.readings();
  }

  /** The dies of one board may have one unique id, which then tells none of them. */
  private static void shareUuid(GpuDraft draft, Map<Integer, GpuDraft> drafts) {
    String uuid = draft.uuid();
    List<GpuDraft> same =
        drafts.values().stream()
            .filter(other -> !uuid.isEmpty() && other.uuid().equals(uuid))
            .toList();
    if (same.size() > 1) {
      same.forEach(GpuDraft::uuidIsShared);
    }
  }

  /**
   * {@code "PID4711": "python, 2, 1048576, 0, 0"}: name, devices, bytes of device memory, and two
   * more. Which devices is not said; where there is only one card, it is that.
   */
  private void process(Reading cell, Map<Integer, GpuDraft> drafts) {
    String[] words = cell.text().split(",", -1);
    if (words.length < 5) {
      harvest.complain(
          cell.line(),
          cell.name() + ": expected a name and four numbers, got " + Reading.quoted(cell.text()));
      return;
    }
    int end = words.length - 4;
    String name = String.join(",", Arrays.copyOfRange(words, 0, end));
    ProcessDraft process = new ProcessDraft();
    process.pid(harvest.reading("PID", cell.name().substring(3), cell.line()));
    process.name(harvest.reading("process name", name, cell.line()));
    process.memory(harvest.reading("VRAM used", words[end + 1], cell.line()), Unit.BYTES);
    if (drafts.size() == 1 && !words[end].strip().equals("0")) {
      process.device(drafts.values().iterator().next());
    }
    harvest.add(process, cell.line());
  }
}
