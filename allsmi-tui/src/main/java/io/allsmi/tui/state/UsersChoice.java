package io.allsmi.tui.state;

import io.allsmi.core.usage.UserGrouping;
import io.allsmi.core.usage.UserOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the user chose in Users.
 *
 * @param grouping what the rows of the list are about
 * @param user which of them is open, whose hosts are shown; empty in the list
 * @param hostId on which host the processes of that user are shown; empty above that
 * @param order the order of the users
 * @param idleFirst whether those who hold the most GPUs idle come before that order
 * @param systemShown whether system accounts are listed
 * @param gpuOnly whether only users who hold a GPU are listed
 */
public record UsersChoice(
    UserGrouping grouping,
    Optional<String> user,
    Optional<String> hostId,
    UserOrder order,
    boolean idleFirst,
    boolean systemShown,
    boolean gpuOnly) {
  static final UsersChoice START =
      new UsersChoice(
          UserGrouping.USER,
          Optional.empty(),
          Optional.empty(),
          UserOrder.USER,
          false,
          false,
          false);

  UsersChoice withOrder(UserOrder newOrder) {
    return sorted(newOrder, false);
  }

  UsersChoice withIdleFirst() {
    return sorted(order, true);
  }

  private UsersChoice sorted(UserOrder newOrder, boolean idle) {
    return new UsersChoice(grouping, user, hostId, newOrder, idle, systemShown, gpuOnly);
  }

  /** Users, then accounts, then partitions, then users again. */
  UsersChoice nextGrouping() {
    UserGrouping[] all = UserGrouping.values();
    int next = (Arrays.asList(all).indexOf(grouping) + 1) % all.length;
    return new UsersChoice(
        all[next], Optional.empty(), Optional.empty(), order, idleFirst, systemShown, gpuOnly);
  }

  /** What tells the list shown from the other lists of users. */
  String listName() {
    return (grouping == UserGrouping.USER ? "" : "by " + grouping.wireName() + " ")
        + user.orElse("")
        + hostId.map(h -> " on " + h).orElse("");
  }

  UsersChoice open(String key) {
    return user.isEmpty() ? at(Optional.of(key), Optional.empty()) : at(user, Optional.of(key));
  }

  UsersChoice up() {
    return hostId.isPresent() ? at(user, Optional.empty()) : top();
  }

  UsersChoice top() {
    return at(Optional.empty(), Optional.empty());
  }

  private UsersChoice at(Optional<String> newUser, Optional<String> newHost) {
    return new UsersChoice(grouping, newUser, newHost, order, idleFirst, systemShown, gpuOnly);
  }

  UsersChoice toggleSystem() {
    return new UsersChoice(grouping, user, hostId, order, idleFirst, !systemShown, gpuOnly);
  }

  UsersChoice toggleGpuOnly() {
    return new UsersChoice(grouping, user, hostId, order, idleFirst, systemShown, !gpuOnly);
  }
}
