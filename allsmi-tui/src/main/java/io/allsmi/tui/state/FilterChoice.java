package io.allsmi.tui.state;

import io.allsmi.core.ClusterSnapshot;
import io.allsmi.core.filter.Filter;
import io.allsmi.core.filter.FilterCompletion;
import io.allsmi.core.filter.FilterError;
import io.allsmi.core.filter.FilterField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is shown of everything, in every tab, and the line in which that is typed.
 *
 * @param text as it was typed; empty for everything
 * @param applied what holds: the text, or while it has a mistake the last that had none
 * @param before what held before typing began; empty while nothing is typed
 * @param dims whether what does not match is shown dim, and not hidden
 * @param earlier the filters that were kept before, the newest first
 * @param recalled how far back in these the text was taken from; 0 for none
 * @param offered what the last word can go on with, after the key that completes it
 */
public record FilterChoice(
    String text,
    Optional<Filter> applied,
    Optional<String> before,
    boolean dims,
    List<String> earlier,
    int recalled,
    List<String> offered) {
  /** More than anybody looks through. */
  private static final int MOST_EARLIER = 20;

  /** Everything. */
  static final FilterChoice NONE =
      new FilterChoice("", Optional.empty(), Optional.empty(), false, List.of(), 0, List.of());

  /** Copies the lists. */
  public FilterChoice {
    earlier = List.copyOf(earlier);
    offered = List.copyOf(offered);
  }

  /** Whether a filter is being typed. */
  public boolean isTyping() {
    return before.isPresent();
  }

  /** What is wrong with the text; empty when nothing is. */
  public Optional<FilterError> error() {
    return !text.isBlank() && Filter.parse(text) instanceof FilterError error
        ? Optional.of(error)
        : Optional.empty();
  }

  private FilterChoice withText(String newText, int newRecalled) {
    Optional<Filter> next = applied;
    if (newText.isBlank()) {
      next = Optional.empty();
    } else if (Filter.parse(newText) instanceof Filter filter) {
      next = Optional.of(filter);
    }
    return new FilterChoice(newText, next, before, dims, earlier, newRecalled, List.of());
  }

  /**
   * The text while it is typed: a last word that may become the name of a field is not looked for
   * yet.
   */
  private FilterChoice typing(String newText) {
    FilterCompletion word = FilterCompletion.at(newText, newText.length(), Optional.empty());
    boolean mayBeField =
        word.from() < word.to()
            && word.choices().stream().anyMatch(choice -> FilterField.of(choice).isPresent());
    return mayBeField
        ? new FilterChoice(newText, applied, before, dims, earlier, 0, List.of())
        : withText(newText, 0);
  }

  private FilterChoice withBefore(Optional<String> newBefore, List<String> newEarlier) {
    return new FilterChoice(text, applied, newBefore, dims, newEarlier, 0, List.of());
  }

  FilterChoice begin() {
    return withBefore(Optional.of(text), earlier);
  }

  /** One more character; half of a pair is kept for the other half. */
  FilterChoice typed(char character) {
    boolean isOpen = !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
    String start = isOpen ? text.substring(0, text.length() - 1) : text;
    if (Character.isLowSurrogate(character)) {
      return isOpen ? typing(text + character) : this;
    }
    int room = Character.isHighSurrogate(character) ? 2 : 1;
    return start.length() + room > Filter.LONGEST ? this : typing(start + character);
  }

  FilterChoice erased() {
    return text.isEmpty()
        ? this
        : typing(text.substring(0, text.offsetByCodePoints(text.length(), -1)));
  }

  FilterChoice emptied() {
    return withText("", 0);
  }

  /** The next older filter, after the oldest the newest again. */
  FilterChoice recall() {
    return earlier.isEmpty()
        ? this
        : withText(earlier.get(recalled % earlier.size()), recalled % earlier.size() + 1);
  }

  /** As much more of the last word as is certain; where nothing is, what it can be. */
  FilterChoice completed(Optional<ClusterSnapshot> values) {
    FilterCompletion completion = FilterCompletion.at(text, text.length(), values);
    String next =
        completion.choices().isEmpty() ? text : completion.with(text, completion.common());
    boolean grows = next.length() > text.length() || completion.choices().size() == 1;
    FilterChoice done = grows && next.length() <= Filter.LONGEST ? typing(next) : this;
    List<String> open = completion.choices().size() > 1 ? completion.choices() : List.of();
    return new FilterChoice(done.text, done.applied, before, dims, earlier, done.recalled, open);
  }

  /** Keeps what was typed; what has a mistake stays open. */
  FilterChoice accepted() {
    return error().isPresent() ? this : withText(text.strip(), 0).kept();
  }

  private FilterChoice kept() {
    List<String> known = new ArrayList<>(earlier);
    if (!text.isEmpty()) {
      known.remove(text);
      known.add(0, text);
    }
    return withBefore(Optional.empty(), known.subList(0, Math.min(MOST_EARLIER, known.size())));
  }

  /** What held before typing began. */
  FilterChoice cancelled() {
    return withText(before.orElse(text), 0).withBefore(Optional.empty(), earlier);
  }

  /** Typing ends because something else was chosen: kept, or with a mistake as it was before. */
  FilterChoice closed() {
    return !isTyping() ? this : error().isPresent() ? cancelled() : accepted();
  }

  FilterChoice toggleDims() {
    return new FilterChoice(text, applied, before, !dims, earlier, recalled, offered);
  }
}
