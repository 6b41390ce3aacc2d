package io.allsmi.tui.state;

import io.allsmi.core.usage.UserOrder;
import java.util.Optional;

/**
 * What the user chose in Users.
 *
 * @param user whose hosts are shown; empty in the list of users
 * @param hostId on which host the processes of that user are shown; empty above that
 * @param order the order of the users
 * @param systemShown whether system accounts are listed
 * @param gpuOnly whether only users who hold a GPU are listed
 */
public record UsersChoice(
    Optional<String> user,
    Optional<String> hostId,
    UserOrder order,
    boolean systemShown,
    boolean gpuOnly) {
  static final UsersChoice START =
      new UsersChoice(Optional.empty(), Optional.empty(), UserOrder.USER, false, false);

  UsersChoice withOrder(UserOrder newOrder) {
    return new UsersChoice(user, hostId, newOrder, systemShown, gpuOnly);
  }

  UsersChoice open(String key) {
    return user.isEmpty()
        ? new UsersChoice(Optional.of(key), Optional.empty(), order, systemShown, gpuOnly)
        : new UsersChoice(user, Optional.of(key), order, systemShown, gpuOnly);
  }

  UsersChoice up() {
    return hostId.isPresent()
        ? new UsersChoice(user, Optional.empty(), order, systemShown, gpuOnly)
        : new UsersChoice(Optional.empty(), Optional.empty(), order, systemShown, gpuOnly);
  }

  UsersChoice toggleSystem() {
    return new UsersChoice(user, hostId, order, !systemShown, gpuOnly);
  }

  UsersChoice toggleGpuOnly() {
    return new UsersChoice(user, hostId, order, systemShown, !gpuOnly);
  }
}
