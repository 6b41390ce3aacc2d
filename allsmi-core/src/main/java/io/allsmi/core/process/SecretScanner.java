package io.allsmi.core.process;

import io.allsmi.core.process.PasswordOptions.Place;
import io.allsmi.core.process.SecretNames.Kind;

/**
 * Goes over a command line once and writes it with its secrets masked. No character is looked at
 * more than a few times, whatever the text.
 */
final class SecretScanner {
  /** Longer names are looked at no further back. */
  private static final int LONGEST_NAME = 64;

  private static final char NO_QUOTE = 0;

  /** What follows a lone "Bearer" is prose when it is shorter. */
  private static final int SHORTEST_TOKEN = 16;

  private final StringBuilder out = new StringBuilder();
  private String program = "";

  /** What the next word is when the one before announced a secret. */
  private Kind awaited = Kind.NONE;

  private boolean awaitsPair;
  private boolean awaitsHeader;

  private String text = "";
  private int at;
  private boolean isArgument;

  /** Where the output of this text begins. */
  private int outStart;

  String text() {
    return out.toString();
  }

  void blank() {
    out.append(' ');
  }

  /** One argument, whose end is known. */
  void argument(String argument) {
    if (awaited != Kind.NONE && !awaitsHeader && !Marks.isOption(argument)) {
      out.append(answer(argument));
      return;
    }
    isArgument = true;
    scan(argument);
  }

  /** A text whose arguments are separated by white space. */
  void words(String words) {
    isArgument = false;
    scan(words);
  }

  private void scan(String scanned) {
    text = scanned;
    at = 0;
    outStart = out.length();
    while (at < text.length()) {
      if (Marks.isBlank(text.charAt(at))) {
        out.append(text.charAt(at++));
      } else {
        word(wordEnd(at));
      }
    }
  }

  private void word(int end) {
    int start = at;
    String bare = bare(start, end);
    if (awaited != Kind.NONE && !Marks.isOption(bare)) {
      awaitedWord(end, bare);
      return;
    }
    forget();
    if (Marks.isProgram(bare)) {
      program = PasswordOptions.program(bare, program);
    }
    if (Marks.isOption(bare) && option(bare, start, end)) {
      return;
    }
    if (bare.equalsIgnoreCase("bearer") && isBeforeToken(end)) {
      await(Kind.SECRET);
      awaitsHeader = true;
    }
    characters(end);
  }

  /** A word whose predecessor announced a secret. */
  private void awaitedWord(int end, String bare) {
    if (awaitsHeader && Marks.isScheme(bare)) {
      copyTo(end);
      return;
    }
    char quote = openingQuote();
    int stop = quote == NO_QUOTE ? unquotedEnd(at) : quoteEnd(at, quote);
    out.append(answer(text.substring(at, stop)));
    at = stop;
    characters(end);
  }

  /** Copies a quote, escaped or not, that begins a value; {@link #NO_QUOTE} when none does. */
  private char openingQuote() {
    int quote = at;
    while (quote < text.length() && text.charAt(quote) == '\\') {
      quote++;
    }
    if (quote == text.length() || !Marks.isQuote(text.charAt(quote))) {
      return NO_QUOTE;
    }
    copyTo(quote + 1);
    return text.charAt(quote);
  }

  /** An option; whether the word is dealt with. */
  private boolean option(String bare, int start, int end) {
    Place place = PasswordOptions.place(program, bare);
    if (place == Place.ATTACHED) {
      int optionEnd = text.indexOf(bare, start) + 2;
      copyTo(optionEnd);
      out.append(SecretMask.MASK);
      at = isArgument && start == 0 ? text.length() : end;
      return true;
    }
    Kind kind = Marks.isName(bare) ? SecretNames.kind(bare) : Kind.NONE;
    if (place == Place.NONE && kind == Kind.NONE) {
      return false;
    }
    characters(end);
    await(place == Place.NONE ? kind : Kind.SECRET);
    awaitsPair = place == Place.NEXT_PAIR;
    return true;
  }

  /** The rest of a word; a quoted value may have blanks, and then the word ends after it. */
  private void characters(int wordEnd) {
    int end = at > wordEnd ? wordEnd(at) : wordEnd;
    while (at < end) {
      char c = text.charAt(at);
      int tokenEnd = TokenShapes.end(text, at);
      if (tokenEnd > at) {
        out.append(SecretMask.MASK);
        at = tokenEnd;
      } else if (c == ':' && text.startsWith("://", at)) {
        copyTo(at + 3);
        credentials();
      } else if (c == '=' || c == ':') {
        out.append(c);
        at++;
        value(c);
        end = at > end ? wordEnd(at) : end;
      } else {
        out.append(c);
        at++;
      }
    }
  }

  /**
   * What follows the {@code ://} of a URL: a password between the user and the host. What is masked
   * already hides whether an end was there, so nothing is looked for behind it.
   */
  private void credentials() {
    int colon = -1;
    int host = -1;
    for (int i = at; i < text.length() && !Marks.endsAuthority(text.charAt(i)); i++) {
      char c = text.charAt(i);
      if (text.startsWith(SecretMask.MASK, i)) {
        int end = i + SecretMask.MASK.length();
        boolean isPassword = colon >= 0 && colon + 1 == i && text.startsWith("@", end);
        host = isPassword ? end : host;
        break;
      } else if (c == ':' && colon < 0 && host < 0) {
        colon = i;
      } else if (c == '@') {
        host = i;
      }
    }
    if (host < 0) {
      return;
    }
    if (colon >= 0 && colon + 1 < host) {
      copyTo(colon + 1);
      out.append(SecretMask.MASK);
      at = host;
    } else if (colon < 0 && host - at >= 20) {
      out.append(SecretMask.MASK);
      at = host;
    }
  }

  /**
   * What follows an equals sign or a colon, which is behind us. The name is read from what was
   * written, so that reading that again gives the same.
   */
  private void value(char separator) {
    int nameEnd = out.length() - 1;
    while (nameEnd > outStart && Marks.isQuote(out.charAt(nameEnd - 1))) {
      nameEnd--;
    }
    int nameStart = nameEnd;
    while (nameStart > outStart
        && nameEnd - nameStart < LONGEST_NAME
        && Marks.isNameCharacter(out.charAt(nameStart - 1))) {
      nameStart--;
    }
    Kind kind = kind(out.substring(nameStart, nameEnd), separator);
    char before = nameStart > outStart ? out.charAt(nameStart - 1) : ' ';
    if (kind == Kind.NONE || (separator == ':' && before == '/')) {
      return;
    }
    if (at < text.length() && !Marks.isBlank(text.charAt(at))) {
      attachedValue(kind, separator, nameStart == outStart, before);
    } else if (separator == ':') {
      await(kind);
      awaitsHeader = true;
    }
  }

  private static Kind kind(String name, char separator) {
    Kind kind = SecretNames.kind(name);
    boolean isBareKey = name.equals("key") || name.equals("--key") || name.equals("KEY");
    if (separator == '=') {
      return isBareKey ? Kind.KEY : kind;
    }
    boolean isFolder = name.equals("PWD") || name.equals("OLDPWD");
    return isFolder ? Kind.NONE : kind;
  }

  private void attachedValue(Kind kind, char separator, boolean isFirst, char before) {
    char quote = openingQuote();
    int stop;
    if (quote != NO_QUOTE) {
      stop = quoteEnd(at, quote);
    } else if (separator == '=' && (before == '?' || before == '&')) {
      stop = queryEnd(at);
    } else if (separator == '=' && isArgument && isFirst) {
      stop = text.length();
    } else {
      stop = unquotedEnd(at);
    }
    String value = text.substring(at, stop);
    at = stop;
    await(kind);
    if (separator == ':' && Marks.isScheme(value)) {
      out.append(value);
      awaitsHeader = true;
    } else {
      out.append(answer(value));
    }
  }

  /** What to write for an awaited value; nothing is awaited after it. */
  private String answer(String value) {
    Kind kind = awaited;
    boolean pair = awaitsPair;
    forget();
    if (SecretNames.isHarmless(kind, value)) {
      return value;
    }
    if (!pair) {
      return SecretMask.MASK;
    }
    int colon = value.indexOf(':');
    return colon < 0 || colon + 1 == value.length()
        ? value
        : value.substring(0, colon + 1) + SecretMask.MASK;
  }

  private void await(Kind kind) {
    awaited = kind;
    awaitsPair = false;
  }

  private void forget() {
    awaited = Kind.NONE;
    awaitsPair = false;
    awaitsHeader = false;
  }

  private void copyTo(int end) {
    out.append(text, at, end);
    at = end;
  }

  private String bare(int start, int end) {
    int from = start;
    int to = end;
    while (from < to && Marks.isQuote(text.charAt(from))) {
      from++;
    }
    while (to > from && Marks.isQuote(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private int wordEnd(int from) {
    int end = from;
    while (end < text.length() && !Marks.isBlank(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Whether the next word is a token as headers carry them, which a mask is not. */
  private boolean isBeforeToken(int from) {
    int start = from;
    while (start < text.length() && Marks.isBlank(text.charAt(start))) {
      start++;
    }
    int end = start;
    while (end < text.length() && Marks.isTokenCharacter(text.charAt(end))) {
      end++;
    }
    boolean isWord = end == text.length() || Marks.isBlank(text.charAt(end));
    return isWord && end - start >= SHORTEST_TOKEN;
  }

  /** A quoted value ends at its quote, over blanks; one whose quote is missing ends with all. */
  private int quoteEnd(int from, char quote) {
    int end = text.indexOf(quote, from);
    if (end < 0) {
      return text.length();
    }
    while (end > from && text.charAt(end - 1) == '\\') {
      end--;
    }
    return end;
  }

  private int unquotedEnd(int from) {
    int end = from;
    while (end < text.length()
        && !Marks.isBlank(text.charAt(end))
        && !Marks.isQuote(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private int queryEnd(int from) {
    int end = from;
    while (end < text.length() && !Marks.endsQueryValue(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
