package io.allsmi.core.process;

import java.util.Set;

/** Which names are those of secrets. A name counts by its last word and the one before. */
final class SecretNames {
  /** What a name says of its value. */
  enum Kind {
    /** Nothing. */
    NONE,
    /** It is a secret. */
    SECRET,
    /** It is a token; a short number or a switch is none. */
    TOKEN,
    /** It is a key or the file that holds it; a path is no secret. */
    KEY
  }

  private static final Set<String> SECRETS =
      Set.of("authorization", "passcode", "secrets", "sshpass", "apikey", "secretkey", "accesskey");

  /** Keys that are texts. */
  private static final Set<String> KEYS_OF =
      Set.of(
          "api",
          "access",
          "secret",
          "auth",
          "master",
          "storage",
          "subscription",
          "license",
          "admin",
          "openai",
          "wandb",
          "hf",
          "anthropic",
          "gemini",
          "google",
          "azure",
          "aws",
          "comet",
          "ngc");

  /** Keys that are texts, or the files that hold them. */
  private static final Set<String> KEY_FILES_OF =
      Set.of("private", "encryption", "signing", "account", "service", "app", "client", "deploy");

  /** Tokens of a language model, not of a login. */
  private static final Set<String> PLAIN_TOKENS =
      Set.of(
          "pad",
          "eos",
          "bos",
          "unk",
          "mask",
          "sep",
          "cls",
          "stop",
          "start",
          "end",
          "image",
          "img",
          "video",
          "audio",
          "special",
          "trigger",
          "placeholder",
          "per",
          "max",
          "min",
          "num",
          "next",
          "prompt",
          "new",
          "first",
          "last",
          "each",
          "prefix",
          "suffix",
          "think",
          "tool",
          "by",
          "vision",
          "soft",
          "draft",
          "extra",
          "context",
          "chunk");

  private static final Set<String> PLAIN_PASSES =
      Set.of(
          "first",
          "second",
          "single",
          "one",
          "two",
          "multi",
          "num",
          "forward",
          "backward",
          "fwd",
          "bwd",
          "high",
          "low",
          "band",
          "all",
          "per",
          "by",
          "max",
          "last");

  private SecretNames() {}

  /**
   * What a name says of its value.
   *
   * @param name such as {@code --hf-token}, {@code PGPASSWORD} or {@code spring.mail.password}
   */
  static Kind kind(String name) {
    int end = lastWordCharacter(name);
    int start = wordStart(name, end);
    String head = lower(name, start, end);
    int beforeEnd = start;
    while (beforeEnd > 0 && !isLetterOrDigit(name.charAt(beforeEnd - 1))) {
      beforeEnd--;
    }
    String before = lower(name, wordStart(name, beforeEnd), beforeEnd);
    return kind(head, before);
  }

  private static Kind kind(String head, String before) {
    return switch (head) {
      case "pass" -> PLAIN_PASSES.contains(before) ? Kind.NONE : Kind.SECRET;
      case "key" ->
          KEYS_OF.contains(before)
              ? Kind.SECRET
              : KEY_FILES_OF.contains(before) ? Kind.KEY : Kind.NONE;
      case "pwd", "oldpwd", "credential", "credentials", "privatekey" -> Kind.KEY;
      default -> {
        if (head.endsWith("token")) {
          boolean isPlain = PLAIN_TOKENS.contains(before) || PLAIN_TOKENS.contains(stem(head));
          yield isPlain ? Kind.NONE : Kind.TOKEN;
        }
        yield SECRETS.contains(head) || endsInSecret(head) ? Kind.SECRET : Kind.NONE;
      }
    };
  }

  private static boolean endsInSecret(String head) {
    return head.endsWith("password")
        || head.endsWith("passwd")
        || head.endsWith("passphrase")
        || head.endsWith("secret");
  }

  private static String stem(String head) {
    return head.substring(0, head.length() - "token".length());
  }

  /** Whether a value says by itself that it is no secret. */
  static boolean isHarmless(Kind kind, String value) {
    if (value.isEmpty() || value.equals(SecretMask.MASK)) {
      return true;
    }
    return switch (value) {
      case "true", "True", "false", "False", "none", "None", "null", "yes", "no" -> true;
      default ->
          switch (kind) {
            case TOKEN -> isSmallNumber(value);
            case KEY -> isSmallNumber(value) || isPath(value);
            case NONE, SECRET -> false;
          };
    };
  }

  private static boolean isSmallNumber(String value) {
    if (value.length() > 6) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < '0' || c > '9') && c != ',') {
        return false;
      }
    }
    return true;
  }

  private static boolean isPath(String value) {
    return value.startsWith("/")
        || value.startsWith("./")
        || value.startsWith("../")
        || value.startsWith("~/")
        || value.endsWith(".pem")
        || value.endsWith(".key")
        || value.endsWith(".crt")
        || value.endsWith(".json")
        || value.endsWith(".pub");
  }

  private static int lastWordCharacter(String name) {
    int end = name.length();
    while (end > 0 && !isLetterOrDigit(name.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /** Where the word that ends there begins: {@code apiKey} and {@code APIKey} are two words. */
  private static int wordStart(String name, int end) {
    int start = end;
    while (start > 0 && isLetterOrDigit(name.charAt(start - 1))) {
      start--;
      if (start > 0 && isUpper(name.charAt(start)) && isHump(name, start, end)) {
        break;
      }
    }
    return start;
  }

  private static boolean isHump(String name, int at, int end) {
    char previous = name.charAt(at - 1);
    boolean nextIsLower = at + 1 < end && isLower(name.charAt(at + 1));
    return isLower(previous) || (isUpper(previous) && nextIsLower);
  }

  private static String lower(String name, int start, int end) {
    StringBuilder lower = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      char c = name.charAt(i);
      lower.append(isUpper(c) ? (char) (c + ('a' - 'A')) : c);
    }
    return lower.toString();
  }

  static boolean isLetterOrDigit(char c) {
    return isLower(c) || isUpper(c) || (c >= '0' && c <= '9');
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
