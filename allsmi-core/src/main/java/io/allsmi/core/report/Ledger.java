package io.allsmi.core.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Accounts by key, bounded: what comes when it is full goes to one account for all others.
 *
 * @param <K> what an account is found by
 */
final class Ledger<K> {
  /** Rows of one kind: eleven years of hours, and more users, hosts and GPUs than a cluster has. */
  static final int MOST = 100_000;

  private final Map<K, Account> accounts = new LinkedHashMap<>();
  private final Function<K, Account> open;
  private final int most;
  private @Nullable Account others;
  private final List<Account> touched = new ArrayList<>();

  Ledger(int most, Function<K, Account> open) {
    this.most = most;
    this.open = open;
  }

  /** The account of a key, its rates being those of the given frame. */
  Account of(K key, K ofOthers, long frame) {
    Account account = accounts.get(key);
    if (account == null && accounts.size() < most) {
      account = open.apply(key);
      accounts.put(key, account);
    }
    if (account == null) {
      others = others == null ? open.apply(ofOthers) : others;
      account = others;
    }
    if (account.begins(frame)) {
      touched.add(account);
    }
    return account;
  }

  /** Adds the rates of the accounts of the frame to their totals, and forgets the frame. */
  void credit(long millis) {
    for (Account account : touched) {
      account.totals.add(account.rates, millis);
    }
    touched.clear();
  }

  /** Forgets the frame, whose rates were added to the totals one by one. */
  void forget() {
    touched.clear();
  }

  /** The accounts of the frame in hand. */
  List<Account> touched() {
    return touched;
  }

  /** All accounts, the one for others last when it was needed. */
  List<Account> all() {
    List<Account> all = new ArrayList<>(accounts.values());
    if (others != null) {
      all.add(others);
    }
    return all;
  }
}
