package io.allsmi.core.shim;

import io.allsmi.core.internal.JsonTree;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@code rocm-smi … --json}: an object with a member {@code card0} and so on, and {@code system}.
 */
final class RocmJson {
  private RocmJson() {}

  static ShimReadings read(byte[] bytes) {
    Harvest harvest = new Harvest();
    RocmCards cards = new RocmCards(harvest);
    for (JsonTree document : AmdDocuments.read(bytes, harvest)) {
      if (!document.elements().isEmpty()) {
        harvest.complain(document.line(), "JSON: expected an object with cards, got an array");
      }
      document.members().forEach((name, member) -> member(name, member, cards, harvest));
    }
    return cards.readings();
  }

  private static void member(String name, JsonTree member, RocmCards cards, Harvest harvest) {
    if (name.startsWith("card")) {
      Optional<RocmCard> card = cards.card(name.substring(4), member.line());
      if (card.isEmpty()) {
        harvest.complain(
            member.line(), "card: expected a number in its name, got " + Reading.quoted(name));
      }
      card.ifPresent(c -> each(member, harvest, c::put));
    } else if (name.equals("system")) {
      each(member, harvest, cards::system);
    }
  }

  private static void each(JsonTree object, Harvest harvest, Consumer<Reading> to) {
    for (Map.Entry<String, JsonTree> entry : object.members().entrySet()) {
      JsonTree value = entry.getValue();
      to.accept(harvest.reading(entry.getKey(), value.text(), value.line()));
    }
  }
}
