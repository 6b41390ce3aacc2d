package io.allsmi.collect.local;

import io.allsmi.collect.local.Environment.Named;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The labels that an orchestrator put on a container, where its runtime keeps them and this account
 * may read them. Of such a file only the labels are looked at: beside them are the secrets of the
 * container's environment.
 *
 * <p>Two labels name an owner: the namespace of a Kubernetes pod, unless it is one of the cluster's
 * own, and the folder of a compose project that lies in somebody's home. The project's name does
 * not, and neither does {@code ai.backend.owner}, which is an agent.
 */
final class ContainerLabels {
  private static final int CONFIG_LIMIT = 4 << 20;
  private static final int LONGEST_NAME = 128;
  private static final List<String> NAMESPACE =
      List.of("io.kubernetes.pod.namespace", "io.kubernetes.cri.sandbox-namespace");
  private static final String COMPOSE_FOLDER = "com.docker.compose.project.working_dir";

  private final SystemFiles files;
  private final Map<String, Map<String, String>> known = new HashMap<>();
  private final Set<String> wanted = new HashSet<>();

  ContainerLabels(SystemFiles files) {
    this.files = files;
  }

  /** Forgets containers that the last read did not ask for. */
  void refresh() {
    known.keySet().retainAll(wanted);
    wanted.clear();
  }

  /** The owner of a container {@code runtime://id}. */
  Optional<Named> owner(String container, Accounts accounts) {
    wanted.add(container);
    Map<String, String> labels = known.computeIfAbsent(container, this::read);
    for (String key : NAMESPACE) {
      String namespace = labels.getOrDefault(key, "");
      if (!namespace.isEmpty() && namespace.length() <= LONGEST_NAME && !isCommon(namespace)) {
        return Optional.of(new Named(key, CommandLine.visible(namespace)));
      }
    }
    return accounts
        .ofFolder(labels.getOrDefault(COMPOSE_FOLDER, ""))
        .map(user -> new Named(COMPOSE_FOLDER, user));
  }

  /** The namespaces that every cluster has. */
  private static boolean isCommon(String namespace) {
    return namespace.equals("default") || namespace.startsWith("kube-");
  }

  private Map<String, String> read(String container) {
    int colon = container.indexOf("://");
    String id = container.substring(colon + 3);
    return switch (container.substring(0, colon)) {
      case "docker" -> docker(id);
      case "containerd" -> containerd(id);
      case "kubernetes" -> {
        Map<String, String> labels = containerd(id);
        yield labels.isEmpty() ? docker(id) : labels;
      }
      case "cri-o", "podman" ->
          annotations("/run/containers/storage/overlay-containers/" + id + "/userdata/config.json");
      default -> Map.of();
    };
  }

  private Map<String, String> docker(String id) {
    String path = "/var/lib/docker/containers/" + id + "/config.v2.json";
    return files
        .text(path, CONFIG_LIMIT)
        .map(json -> JsonLabels.of(json, "Config", "Labels"))
        .orElse(Map.of());
  }

  private Map<String, String> containerd(String id) {
    String tasks = "/run/containerd/io.containerd.runtime.v2.task/";
    Map<String, String> labels = annotations(tasks + "k8s.io/" + id + "/config.json");
    return labels.isEmpty() ? annotations(tasks + "default/" + id + "/config.json") : labels;
  }

  private Map<String, String> annotations(String path) {
    return files
        .text(path, CONFIG_LIMIT)
        .map(json -> JsonLabels.of(json, "annotations"))
        .orElse(Map.of());
  }
}
