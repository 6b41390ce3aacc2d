package io.allsmi.collect.ssh.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A keyword of {@code ssh_config}, as OpenSSH 9.2 knows it.
 *
 * @param name in lower case, as {@code ssh -G} prints it
 * @param shape what its values are
 * @param choices what may be written, and what that means
 * @param defaults the values when nothing is said
 */
record Keyword(String name, Shape shape, Map<String, String> choices, List<String> defaults) {
  /** What the values of a keyword are. */
  enum Shape {
    /** Read by the reader of files itself. */
    BLOCK,
    /** Known, and of no consequence any more. */
    IGNORED,
    /** One word. */
    TEXT,
    /** One of the choices. */
    CHOICE,
    /** A whole number of at least 0. */
    COUNT,
    /** A port. */
    PORT,
    /** A time, printed in seconds. */
    TIME,
    /** One word a line; every line adds one. */
    EACH,
    /** Words; every line adds its own. */
    WORDS,
    /** Files; only the first line counts. */
    FILES,
    /** The rest of the line as it stands. */
    COMMAND,
    /** Hosts on the way. */
    JUMPS,
    /** The path of an agent's socket. */
    AGENT,
    /** What is not looked at closely: its words, with blanks between them. */
    LOOSE
  }

  private static final String FLAG = "yes=yes,no=no,true=yes,false=no";
  private static final String TRUTH = "yes=true,no=false,true=true,false=false";

  /** Name, shape or kind of choice, further choices, and after the colon the default. */
  private static final String TABLE =
      """
      host block
      match block
      include block
      addkeystoagent loose TRUTH : false
      addressfamily choice any,inet,inet6 : any
      batchmode flag : no
      bindaddress text
      bindinterface text
      canonicaldomains loose : none
      canonicalizefallbacklocal flag : yes
      canonicalizehostname truth always : false
      canonicalizemaxdots count : 1
      canonicalizepermittedcnames loose : none
      casignaturealgorithms loose
      certificatefile each
      channeltimeout loose
      checkhostip flag : no
      ciphers loose
      clearallforwardings flag : no
      compression flag : no
      connectionattempts count : 1
      connecttimeout time : none
      controlmaster truth auto,ask,autoask : false
      controlpath text
      controlpersist loose FLAG : no
      dynamicforward words
      enableescapecommandline flag : no
      enablesshkeysign flag : no
      escapechar text : ~
      exitonforwardfailure flag : no
      fingerprinthash loose : SHA256
      forkafterauthentication flag : no
      forwardagent loose FLAG : no
      forwardx11 flag : no
      forwardx11timeout time : 1200
      forwardx11trusted flag : yes
      gatewayports flag : no
      globalknownhostsfile files : /etc/ssh/ssh_known_hosts,/etc/ssh/ssh_known_hosts2
      gssapiauthentication flag : no
      gssapiclientidentity text
      gssapidelegatecredentials flag : no
      gssapikexalgorithms loose
      gssapikeyexchange flag : no
      gssapirenewalforcesrekey flag : no
      gssapiserveridentity text
      gssapitrustdns flag : no
      hashknownhosts flag : no
      hostbasedacceptedalgorithms loose
      hostbasedauthentication flag : no
      hostkeyalgorithms loose
      hostkeyalias text
      hostname text
      identitiesonly flag : no
      identityagent agent
      identityfile each : ~/.ssh/id_rsa,~/.ssh/id_ecdsa,~/.ssh/id_ecdsa_sk,~/.ssh/id_ed25519,~/.ssh/id_ed25519_sk,~/.ssh/id_xmss,~/.ssh/id_dsa
      ignoreunknown text
      ipqos loose : lowdelay throughput
      kbdinteractiveauthentication flag : yes
      kbdinteractivedevices text
      kexalgorithms loose
      knownhostscommand command
      localcommand command
      localforward words
      loglevel loose : INFO
      logverbose loose : none
      macs loose
      nohostauthenticationforlocalhost flag : no
      numberofpasswordprompts count : 3
      obscurekeystroketiming loose
      passwordauthentication flag : yes
      permitlocalcommand flag : no
      permitremoteopen loose : any
      pkcs11provider text
      port port
      preferredauthentications text
      proxycommand command
      proxyjump jumps
      proxyusefdpass flag : no
      pubkeyacceptedalgorithms loose
      pubkeyauthentication truth unbound,host-bound : true
      refuseconnection loose
      rekeylimit loose : 0 0
      remotecommand command
      remoteforward words
      requesttty truth force,auto : auto
      requiredrsasize count : 1024
      revokedhostkeys text
      securitykeyprovider text : internal
      sendenv words
      serveralivecountmax count : 3
      serveraliveinterval time : 0
      sessiontype choice none,subsystem,default : default
      setenv words
      stdinnull flag : no
      streamlocalbindmask text : 0177
      streamlocalbindunlink flag : no
      stricthostkeychecking truth off=false,ask,accept-new : ask
      syslogfacility text : USER
      tag text
      tcpkeepalive flag : yes
      tunnel choice yes=point-to-point,true=point-to-point,no=false,false,ethernet,point-to-point : false
      tunneldevice text : any:any
      updatehostkeys truth ask : true
      user text
      userknownhostsfile files : ~/.ssh/known_hosts,~/.ssh/known_hosts2
      verifyhostkeydns truth ask : false
      versionaddendum loose
      visualhostkey flag : no
      xauthlocation text : /usr/bin/xauth
      afstokenpassing ignored
      cipher ignored
      compressionlevel ignored
      fallbacktorsh ignored
      globalknownhostsfile2 ignored
      kerberosauthentication ignored
      kerberostgtpassing ignored
      protocol ignored
      rhostsauthentication ignored
      rhostsrsaauthentication ignored
      rsaauthentication ignored
      useprivilegedport ignored
      userknownhostsfile2 ignored
      useroaming ignored
      usersh ignored
      """;

  /** Other names of the same. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "challengeresponseauthentication", "kbdinteractiveauthentication",
          "skeyauthentication", "kbdinteractiveauthentication",
          "tisauthentication", "kbdinteractiveauthentication",
          "dsaauthentication", "pubkeyauthentication",
          "hostbasedkeytypes", "hostbasedacceptedalgorithms",
          "identityfile2", "identityfile",
          "keepalive", "tcpkeepalive",
          "pubkeyacceptedkeytypes", "pubkeyacceptedalgorithms",
          "smartcarddevice", "pkcs11provider");

  private static final Map<String, Keyword> ALL = table();

  static Optional<Keyword> of(String name) {
    return Optional.ofNullable(ALL.get(ALIASES.getOrDefault(name, name)));
  }

  /** Every keyword. */
  static Iterable<Keyword> all() {
    return ALL.values();
  }

  private static Map<String, Keyword> table() {
    Map<String, Keyword> all = new LinkedHashMap<>();
    TABLE.lines().map(Keyword::row).forEach(keyword -> all.put(keyword.name, keyword));
    return all;
  }

  private static Keyword row(String row) {
    int colon = row.indexOf(" : ");
    List<String> words = Arrays.asList((colon < 0 ? row : row.substring(0, colon)).split(" ", -1));
    String value = colon < 0 ? "" : row.substring(colon + 3);
    boolean isList = value.startsWith("~/") || value.startsWith("/etc/");
    List<String> defaults =
        value.isEmpty() ? List.of() : isList ? List.of(value.split(",", -1)) : List.of(value);
    Map<String, String> choices = new LinkedHashMap<>();
    for (String word : words.subList(1, words.size())) {
      String list =
          switch (word) {
            case "flag", "FLAG" -> FLAG;
            case "truth", "TRUTH" -> TRUTH;
            default -> isShape(word) ? "" : word;
          };
      for (String choice : list.split(",", -1)) {
        int equals = choice.indexOf('=');
        choices.put(
            equals < 0 ? choice : choice.substring(0, equals), choice.substring(equals + 1));
      }
    }
    choices.remove("");
    return new Keyword(words.get(0), shape(words.get(1)), choices, defaults);
  }

  private static boolean isShape(String word) {
    return Arrays.stream(Shape.values()).anyMatch(shape -> shape.name().equalsIgnoreCase(word));
  }

  private static Shape shape(String word) {
    return isShape(word) ? Shape.valueOf(word.toUpperCase(Locale.ROOT)) : Shape.CHOICE;
  }
}
