package io.allsmi.core.json;

import io.allsmi.core.Issue;
import io.allsmi.core.internal.Json;
import java.io.IOException;
import java.util.List;

/** Complaints about an input, as an array of {@code {"line":2,"message":"…"}}. */
final class IssueJson {
  private IssueJson() {}

  static void write(String name, List<Issue> issues, Json.Output json) throws IOException {
    json.name(name).beginArray();
    for (Issue issue : issues) {
      json.beginObject().field("line", issue.line()).field("message", issue.message()).endObject();
    }
    json.endArray();
  }
}
