package io.allsmi.collect.local;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Names of devices on the bus, from the list that distributions have of them. */
final class PciNames {
  private static final List<String> LISTS =
      List.of("/usr/share/misc/pci.ids", "/usr/share/hwdata/pci.ids");
  private static final int LIMIT = 4 << 20;

  private PciNames() {}

  /**
   * A device's name.
   *
   * @param maker such as {@code 0x8086}
   * @param device such as {@code 0x56c0}
   */
  static Optional<String> find(SystemFiles files, String maker, String device) {
    String makerLine = "\n" + digits(maker) + "  ";
    String deviceLine = "\t" + digits(device) + "  ";
    for (String list : LISTS) {
      String text = files.text(list, LIMIT).orElse("");
      int at = text.indexOf(makerLine);
      int next = at < 0 ? -1 : text.indexOf('\n', at + 1);
      while (next >= 0 && next + 1 < text.length() && text.charAt(next + 1) == '\t') {
        int end = text.indexOf('\n', next + 1);
        if (text.startsWith(deviceLine, next + 1)) {
          String name =
              text.substring(next + 1 + deviceLine.length(), end < 0 ? text.length() : end);
          return Optional.of(CommandLine.visible(name).strip());
        }
        next = end;
      }
    }
    return Optional.empty();
  }

  private static String digits(String number) {
    return number.replace("0x", "").toLowerCase(Locale.ROOT);
  }
}
