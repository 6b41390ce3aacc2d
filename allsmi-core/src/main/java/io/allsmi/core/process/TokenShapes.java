package io.allsmi.core.process;

/** Tokens that are recognised by how their issuer writes them, wherever they stand. */
final class TokenShapes {
  /** What may follow the prefix of a token. */
  private enum Body {
    UPPER,
    ALNUM,
    WORD,
    DASHED
  }

  private record Shape(String prefix, int atLeast, Body body, boolean needsDigit) {}

  private static final Shape[] SHAPES = {
    new Shape("AKIA", 16, Body.UPPER, false), // AWS access keys
    new Shape("ASIA", 16, Body.UPPER, false),
    new Shape("hf_", 16, Body.ALNUM, false), // Hugging Face
    new Shape("sk-", 16, Body.DASHED, true), // OpenAI, Anthropic
    new Shape("ghp_", 16, Body.ALNUM, false), // GitHub
    new Shape("gho_", 16, Body.ALNUM, false),
    new Shape("ghu_", 16, Body.ALNUM, false),
    new Shape("ghs_", 16, Body.ALNUM, false),
    new Shape("ghr_", 16, Body.ALNUM, false),
    new Shape("github_pat_", 16, Body.WORD, false),
    new Shape("glpat-", 16, Body.DASHED, false), // GitLab
    new Shape("xoxa-", 10, Body.DASHED, false), // Slack
    new Shape("xoxb-", 10, Body.DASHED, false),
    new Shape("xoxe-", 10, Body.DASHED, false),
    new Shape("xoxp-", 10, Body.DASHED, false),
    new Shape("xoxr-", 10, Body.DASHED, false),
    new Shape("xoxs-", 10, Body.DASHED, false),
    new Shape("xapp-", 10, Body.DASHED, false),
    new Shape("AIza", 30, Body.DASHED, false), // Google
    new Shape("nvapi-", 20, Body.DASHED, false), // NVIDIA
    new Shape("dckr_pat_", 16, Body.DASHED, false), // Docker Hub
  };
  private static final int JWT_PART = 8;

  private TokenShapes() {}

  /** The end of the token that begins at a place of a text, -1 when none does. */
  static int end(String text, int at) {
    if (at > 0 && isPartOfWord(text.charAt(at - 1))) {
      return -1;
    }
    for (Shape shape : SHAPES) {
      if (text.startsWith(shape.prefix, at)) {
        return end(text, at + shape.prefix.length(), shape);
      }
    }
    return text.startsWith("eyJ", at) ? jwtEnd(text, at) : -1;
  }

  private static int end(String text, int from, Shape shape) {
    int end = from;
    boolean digit = !shape.needsDigit;
    while (end < text.length() && isBody(text.charAt(end), shape.body)) {
      digit |= isDigit(text.charAt(end));
      end++;
    }
    return digit && end - from >= shape.atLeast ? end : -1;
  }

  /** Header, claims and signature: three parts, each but the last of some length. */
  private static int jwtEnd(String text, int at) {
    int end = at;
    for (int part = 0; part < 2; part++) {
      int start = end;
      end = bodyEnd(text, start);
      if (end - start < JWT_PART || end == text.length() || text.charAt(end) != '.') {
        return -1;
      }
      end++;
    }
    return bodyEnd(text, end);
  }

  private static int bodyEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isBody(text.charAt(end), Body.DASHED)) {
      end++;
    }
    return end;
  }

  private static boolean isBody(char c, Body body) {
    return switch (body) {
      case UPPER -> (c >= 'A' && c <= 'Z') || isDigit(c);
      case ALNUM -> SecretNames.isLetterOrDigit(c);
      case WORD -> SecretNames.isLetterOrDigit(c) || c == '_';
      case DASHED -> SecretNames.isLetterOrDigit(c) || c == '_' || c == '-';
    };
  }

  /** The mask counts as part of a word, so that masking makes no new beginnings. */
  private static boolean isPartOfWord(char c) {
    return isBody(c, Body.DASHED) || c == '*';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
