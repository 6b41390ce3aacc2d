package io.allsmi.core.process;

import java.util.List;

/**
 * Takes secrets out of command lines: what is known to be one becomes {@value #MASK}, the rest
 * stays as it is.
 *
 * <p>Known are the values of options and assignments whose name says so ({@code --hf-token X},
 * {@code PGPASSWORD=X}, {@code "api_key": "X"}, {@code X-Api-Key: X}), what follows {@code
 * Authorization:}, the password in a URL ({@code https://user:X@host}), the short options of
 * programs that take a password in one ({@code mysql -pX}, {@code curl -u user:X}), and tokens that
 * are recognised by their shape (AWS, Hugging Face, OpenAI, GitHub, GitLab, Slack, JSON web
 * tokens). A name counts by its last word, so {@code --tokenizer}, {@code --max-tokens}, {@code
 * --key-size} and {@code --password-file} are left alone.
 *
 * <pre>{@code
 * SecretMask.mask("python train.py --hf-token hf_abc --lr 0.1"); // python train.py --hf-token *** --lr 0.1
 * }</pre>
 *
 * <p>Masking takes time in proportion to the text, never fails, and does nothing to a text that it
 * has masked. It is a filter for known forms and no proof: a bare password among positional
 * arguments is not recognised.
 *
 * @since 0.30
 */
public final class SecretMask {
  /** What stands in place of a secret. */
  public static final String MASK = "***";

  private SecretMask() {}

  /**
   * Masks a command line whose arguments are known, so that a secret with blanks in it is masked
   * whole.
   *
   * @param arguments the program and its arguments, in order
   * @return the masked arguments, joined by single blanks
   */
  public static String mask(List<String> arguments) {
    SecretScanner scanner = new SecretScanner();
    boolean first = true;
    for (String argument : arguments) {
      if (!first) {
        scanner.blank();
      }
      first = false;
      scanner.argument(argument);
    }
    return scanner.text();
  }

  /**
   * Masks a command line, or any text, whose arguments are separated by white space.
   *
   * @param command the text; may be empty
   * @return the masked text
   */
  public static String mask(String command) {
    SecretScanner scanner = new SecretScanner();
    scanner.words(command);
    return scanner.text();
  }
}
